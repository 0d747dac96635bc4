package dev.outpatient.accounts.web;

import dev.outpatient.accounts.BadCredentials;
import dev.outpatient.accounts.Continue;
import dev.outpatient.accounts.HalfSignIn;
import dev.outpatient.accounts.Passkeys;
import dev.outpatient.accounts.SecondFactors;
import dev.outpatient.accounts.SignIn;
import dev.outpatient.accounts.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What follows the password: as whom, and the second factor. A passkey does without a password too. */
@Controller
@RequestMapping("/sign-in")
class SignInSteps {

    private final SignInProgress progress;
    private final SignIn signIn;
    private final SecondFactors factors;
    private final Passkeys passkeys;
    private final Clock clock;

    SignInSteps(SignInProgress progress, SignIn signIn, SecondFactors factors, Passkeys passkeys, Clock clock) {
        this.progress = progress;
        this.signIn = signIn;
        this.factors = factors;
        this.passkeys = passkeys;
        this.clock = clock;
    }

    /** Looks only; whatever signs in is posted. */
    @GetMapping("/next")
    String next(HttpServletRequest request) {
        return progress.find(request)
                .map(half -> {
                    if (!half.isChosen()) {
                        return "redirect:/sign-in/role";
                    }
                    return factors.has(half.chosen().actor()) ? "redirect:/sign-in/code" : "redirect:/sign-in/set-up";
                })
                .orElse(SignInProgress.AGAIN);
    }

    @GetMapping("/role")
    String askRole(HttpServletRequest request, Model model) {
        Optional<HalfSignIn> half = progress.find(request).filter(begun -> !begun.isChosen());
        half.ifPresent(begun -> model.addAttribute("accounts", begun.accounts()));
        return half.isPresent() ? "sign-in-role" : SignInProgress.AGAIN;
    }

    /** Chooses among the accounts whose password was right, and no others. */
    @PostMapping("/role")
    String chooseRole(
            @RequestParam(defaultValue = "") String role, HttpServletRequest request, HttpServletResponse response) {
        return progress.find(request)
                .flatMap(half -> half.accounts().stream()
                        .filter(account -> account.actor().role().name().equals(role))
                        .findFirst()
                        .flatMap(account -> half.choose(account.actor())))
                .map(chosen -> progress.goOn(request, response, chosen))
                .orElse(SignInProgress.AGAIN);
    }

    @GetMapping("/code")
    String askCode(@RequestParam(required = false) @Nullable String error, HttpServletRequest request, Model model) {
        Optional<HalfSignIn> half = progress.findAtCode(request);
        if (half.isEmpty()) {
            return SignInProgress.AGAIN;
        }
        SignedIn who = half.get().chosen();
        model.addAttribute("who", who);
        model.addAttribute("app", factors.hasApp(who.actor()));
        model.addAttribute("passkeys", !passkeys.list(who.actor()).isEmpty());
        model.addAttribute("failed", error != null);
        return "sign-in-code";
    }

    @PostMapping("/code")
    String takeCode(
            @RequestParam(defaultValue = "") String code, HttpServletRequest request, HttpServletResponse response) {
        Optional<HalfSignIn> half = progress.findAtCode(request);
        if (half.isEmpty()) {
            return SignInProgress.AGAIN;
        }
        if (signIn.takeCode(half.get().chosen().actor(), code)) {
            return "redirect:" + progress.finish(request, response, half.get());
        }
        Optional<HalfSignIn> oneLess = half.get().afterWrongCode();
        if (oneLess.isEmpty()) {
            HalfSignIn.forget(request);
            return SignInProgress.AGAIN;
        }
        oneLess.get().keep(request);
        return "redirect:/sign-in/code?error";
    }

    /** For the page's script: what to ask the device. */
    @PostMapping("/passkey/question")
    ResponseEntity<String> askPasskey(HttpServletRequest request) {
        return PendingPasskey.ask(
                request,
                passkeys.askToShow(progress.findAtCode(request)
                        .map(half -> half.chosen().actor())
                        .orElse(null)),
                null,
                clock.instant());
    }

    /** After a password it must be a passkey of the same account; alone it says by itself whose it is. */
    @PostMapping("/passkey")
    String takePasskey(
            @RequestParam(defaultValue = "") String answer,
            @RequestParam(name = "continue", required = false) @Nullable String after,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<HalfSignIn> begun = progress.findAtCode(request);
        Optional<String> challenge = PendingPasskey.take(request, null, clock.instant());
        String refused = begun.isPresent() ? "redirect:/sign-in/code?error" : "redirect:/sign-in?passkey";
        if (challenge.isEmpty()) {
            return refused;
        }
        SignedIn who;
        try {
            who = passkeys.prove(challenge.get(), answer);
        } catch (BadCredentials e) {
            return refused;
        }
        if (begun.isPresent()) {
            return begun.get().chosen().actor().equals(who.actor())
                    ? "redirect:" + progress.finish(request, response, begun.get())
                    : refused;
        }
        HalfSignIn whole = HalfSignIn.of(List.of(who), null, Continue.safe(after), clock.instant());
        return "redirect:" + progress.finish(request, response, whole);
    }
}
