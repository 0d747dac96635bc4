package dev.outpatient.accounts.web;

import dev.outpatient.accounts.FactorSettings;
import dev.outpatient.accounts.HalfSignIn;
import dev.outpatient.accounts.Passkeys;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Where those set up a second factor of whom the clinic asks for one. They are not signed in before they have it, so
 * there is nothing else that they could reach.
 */
@Controller
@RequestMapping("/sign-in/set-up")
class SignInSetUp {

    private static final String HERE = "/sign-in/set-up";

    private final SignInProgress progress;
    private final FactorSettings settings;
    private final Passkeys passkeys;
    private final Clock clock;

    SignInSetUp(SignInProgress progress, FactorSettings settings, Passkeys passkeys, Clock clock) {
        this.progress = progress;
        this.settings = settings;
        this.passkeys = passkeys;
        this.clock = clock;
    }

    @GetMapping
    String choose(HttpServletRequest request) {
        return progress.findAtSetUp(request).isPresent() ? "sign-in-set-up" : SignInProgress.AGAIN;
    }

    @PostMapping("/app")
    String begin(HttpServletRequest request) {
        return who(request)
                .map(actor -> {
                    settings.beginApp(actor);
                    return "redirect:" + HERE + "/app";
                })
                .orElse(SignInProgress.AGAIN);
    }

    @GetMapping("/app")
    String show(HttpServletRequest request, Model model) {
        return who(request).map(actor -> page(actor, model)).orElse(SignInProgress.AGAIN);
    }

    @GetMapping("/app/qr")
    ResponseEntity<String> picture(HttpServletRequest request) {
        Actor actor = who(request).orElseThrow(() -> Problem.NotFound.of("picture"));
        return AccountSecurityPages.picture(settings.getAppSecret(actor));
    }

    @PostMapping("/app/code")
    String confirm(
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<HalfSignIn> half = progress.findAtSetUp(request);
        if (half.isEmpty()) {
            return SignInProgress.AGAIN;
        }
        Actor actor = half.get().chosen().actor();
        try {
            return done(settings.confirmApp(actor, code), half.get(), request, response, model);
        } catch (Problem.Invalid e) {
            model.addAttribute("failed", true);
            return page(actor, model);
        }
    }

    @PostMapping("/passkeys/question")
    ResponseEntity<String> ask(HttpServletRequest request) {
        return who(request)
                .map(actor -> PendingPasskey.ask(request, passkeys.askToCreate(actor), actor, clock.instant()))
                .orElseGet(() -> ResponseEntity.status(401).build());
    }

    @PostMapping("/passkeys")
    String add(
            @RequestParam(defaultValue = "") String answer,
            @RequestParam(defaultValue = "") String name,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<HalfSignIn> half = progress.findAtSetUp(request);
        if (half.isEmpty()) {
            return SignInProgress.AGAIN;
        }
        Actor actor = half.get().chosen().actor();
        Optional<String> challenge = PendingPasskey.take(request, actor, clock.instant());
        if (challenge.isPresent()) {
            try {
                List<String> codes = settings.addPasskey(actor, challenge.get(), answer, name);
                return done(codes, half.get(), request, response, model);
            } catch (Problem.Invalid e) {
                // The page says that it did not work, as it does for an answer that came too late.
            }
        }
        model.addAttribute("failed", true);
        return "sign-in-set-up";
    }

    private String done(
            List<String> codes,
            HalfSignIn half,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        model.addAttribute("next", progress.finish(request, response, half));
        model.addAttribute("codes", codes);
        return "recovery-codes";
    }

    private String page(Actor actor, Model model) {
        try {
            model.addAttribute("secret", settings.getAppSecret(actor).typed());
        } catch (Problem.NotFound e) {
            return "redirect:" + HERE;
        }
        model.addAttribute("base", HERE);
        return "authenticator-app";
    }

    private Optional<Actor> who(HttpServletRequest request) {
        return progress.findAtSetUp(request).map(half -> half.chosen().actor());
    }
}
