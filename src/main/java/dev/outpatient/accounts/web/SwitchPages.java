package dev.outpatient.accounts.web;

import dev.outpatient.accounts.BadCredentials;
import dev.outpatient.accounts.Credential;
import dev.outpatient.accounts.HalfSignIn;
import dev.outpatient.accounts.SignIn;
import dev.outpatient.accounts.SignedIn;
import dev.outpatient.shared.Actor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Changing to another role of the same e-mail. It asks for the same proof as signing in does, and is signing in. */
@Controller
@RequestMapping("/account/switch")
class SwitchPages {

    private final SignIn signIn;
    private final SignInProgress progress;
    private final Clock clock;

    SwitchPages(SignIn signIn, SignInProgress progress, Clock clock) {
        this.signIn = signIn;
        this.progress = progress;
        this.clock = clock;
    }

    @GetMapping
    String ask(Actor actor, Model model) {
        model.addAttribute("email", signIn.get(actor).email());
        return "switch";
    }

    @PostMapping
    String prove(
            Actor actor,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        String email = signIn.get(actor).email();
        List<SignedIn> others = email == null ? List.of() : others(actor, email, password);
        if (others.isEmpty()) {
            model.addAttribute("failed", true);
            return ask(actor, model);
        }
        HalfSignIn half = HalfSignIn.ofSwitch(others, email, clock.instant());
        return progress.goOn(request, response, half);
    }

    private List<SignedIn> others(Actor actor, String email, String password) {
        List<Credential> proven;
        try {
            proven = signIn.prove(email, password, null);
        } catch (BadCredentials e) {
            return List.of();
        }
        List<SignedIn> others = proven.stream()
                .filter(account -> !account.actor().equals(actor))
                .map(account -> new SignedIn(account.actor(), account.name()))
                .toList();
        if (others.isEmpty()) {
            // It was the own password, in the own session: no guess.
            signIn.provedNoMore(email);
        }
        return others;
    }
}
