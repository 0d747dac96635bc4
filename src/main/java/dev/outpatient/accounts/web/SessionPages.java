package dev.outpatient.accounts.web;

import dev.outpatient.accounts.OpenSession;
import dev.outpatient.accounts.OwnSessions;
import dev.outpatient.shared.Actor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where you are signed in: the list of one's own sessions, and how to end them. */
@Controller
@RequestMapping("/account/sessions")
class SessionPages {

    /** A session with the names of its browser and its system. */
    public record Line(OpenSession session, BrowserName name) {}

    private static final String HERE = "redirect:/account/sessions";

    private final OwnSessions sessions;

    SessionPages(OwnSessions sessions) {
        this.sessions = sessions;
    }

    @GetMapping
    String list(Actor actor, HttpServletRequest request, Model model) {
        List<Line> lines = sessions.list(actor, SessionsApi.secret(request)).stream()
                .map(session -> new Line(session, BrowserName.of(session.browser())))
                .toList();
        model.addAttribute("lines", lines);
        return "sessions";
    }

    @PostMapping("/{id}/end")
    String end(Actor actor, @PathVariable String id, RedirectAttributes flash) {
        sessions.end(actor, id);
        flash.addFlashAttribute("toast", "sessions.ended");
        return HERE;
    }

    @PostMapping("/end-others")
    String endOthers(Actor actor, HttpServletRequest request, RedirectAttributes flash) {
        sessions.endOthers(actor, SessionsApi.secret(request));
        flash.addFlashAttribute("toast", "sessions.ended-others");
        return HERE;
    }
}
