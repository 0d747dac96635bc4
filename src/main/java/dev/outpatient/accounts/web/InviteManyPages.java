package dev.outpatient.accounts.web;

import dev.outpatient.accounts.AlreadyActive;
import dev.outpatient.accounts.Invitations;
import dev.outpatient.accounts.Staff;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Page;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Role;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.TransactionException;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Invites several of the staff again whose links are over: chosen in the list, asked once. */
@Controller
@RequestMapping(InviteManyPages.PATH)
class InviteManyPages {

    static final String PATH = "/admin/staff/invite";

    private static final Logger log = LoggerFactory.getLogger(InviteManyPages.class);

    private final Staff staff;
    private final Invitations invitations;

    InviteManyPages(Staff staff, Invitations invitations) {
        this.staff = staff;
        this.invitations = invitations;
    }

    /** @param account each as the list names it, such as {@code doctor-12} */
    @GetMapping
    String ask(@RequestParam(required = false) @Nullable List<String> account, Actor actor, Model model) {
        return show(chosen(actor, account), model);
    }

    /**
     * Each by itself: who has set a password meanwhile, or can't be invited, does not keep the others. Without mail the
     * links are shown, this once.
     */
    @PostMapping
    String invite(
            @RequestParam(required = false) @Nullable List<String> account,
            Actor actor,
            Locale language,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        List<Staff.Member> chosen = chosen(actor, account);
        List<Staff.Member> kept = new ArrayList<>();
        Map<Staff.Member, String> links = new LinkedHashMap<>();
        for (Staff.Member member : chosen) {
            try {
                String url =
                        invitations.invite(actor, member.account(), language).url();
                if (url != null) {
                    links.put(member, url);
                }
            } catch (AlreadyActive | Problem.Invalid | Problem.NotFound e) {
                log.info("{} was not invited with the others: {}", member.account(), e.getMessage());
                kept.add(member);
            } catch (DataAccessException | TransactionException e) {
                // Those before are invited: the page has to say who is not.
                log.warn("{} could not be invited with the others", member.account(), e);
                kept.add(member);
            }
        }
        if (!chosen.isEmpty() && kept.isEmpty() && links.isEmpty()) {
            flash.addFlashAttribute("toast", "invite-many.done");
            flash.addFlashAttribute("toastAbout", chosen.size());
            return "redirect:/admin/staff";
        }
        if (!kept.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_CONFLICT);
        }
        model.addAttribute("links", links);
        model.addAttribute("done", chosen.isEmpty() ? null : chosen.size() - kept.size());
        return show(kept, model);
    }

    private static String show(List<Staff.Member> members, Model model) {
        model.addAttribute("members", members);
        return "invite-many";
    }

    private List<Staff.Member> chosen(Actor actor, @Nullable List<String> accounts) {
        Set<String> names = accounts == null
                ? Set.of()
                : accounts.stream().limit(Page.MAX_LIMIT).collect(Collectors.toSet());
        return Stream.of(Role.ADMIN, Role.DOCTOR)
                .filter(role -> names.stream().anyMatch(name -> name.startsWith(role.word() + "-")))
                .flatMap(role -> staff.list(actor, role).stream())
                .filter(member -> names.contains(
                        member.account().role().word() + "-" + member.account().id()))
                .toList();
    }
}
