package dev.outpatient.accounts.web;

import dev.outpatient.accounts.BadCredentials;
import dev.outpatient.accounts.FactorSettings;
import dev.outpatient.accounts.FactorSettings.AppSecret;
import dev.outpatient.accounts.Passkeys;
import dev.outpatient.accounts.SecondFactors;
import dev.outpatient.accounts.SignIn;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The second factors of the own account. Whatever changes them asks for the password again. */
@Controller
@RequestMapping("/account/security")
class AccountSecurityPages {

    private static final String HERE = "/account/security";

    private final SignIn signIn;
    private final SecondFactors factors;
    private final FactorSettings settings;
    private final Passkeys passkeys;
    private final Clock clock;

    AccountSecurityPages(
            SignIn signIn, SecondFactors factors, FactorSettings settings, Passkeys passkeys, Clock clock) {
        this.signIn = signIn;
        this.factors = factors;
        this.settings = settings;
        this.passkeys = passkeys;
        this.clock = clock;
    }

    @GetMapping
    String show(Actor actor, Model model) {
        model.addAttribute("app", factors.hasApp(actor));
        model.addAttribute(
                "passkeys",
                passkeys.list(actor).stream()
                        .map(passkey -> PasskeyLine.of(passkey, clock))
                        .toList());
        model.addAttribute("codesLeft", factors.recoveryCodesLeft(actor));
        model.addAttribute("any", factors.has(actor));
        model.addAttribute("required", factors.requiredOf().contains(actor.role()));
        return "account-security";
    }

    @PostMapping("/app")
    String beginApp(Actor actor, @RequestParam(defaultValue = "") String password, RedirectAttributes flash) {
        return confirmed(actor, password, "app", flash, () -> {
            settings.beginApp(actor);
            return "redirect:" + HERE + "/app";
        });
    }

    @GetMapping("/app")
    String showApp(Actor actor, Model model) {
        try {
            model.addAttribute("secret", settings.getAppSecret(actor).typed());
        } catch (Problem.NotFound e) {
            return "redirect:" + HERE;
        }
        model.addAttribute("base", HERE);
        return "authenticator-app";
    }

    @GetMapping("/app/qr")
    ResponseEntity<String> qr(Actor actor) {
        return picture(settings.getAppSecret(actor));
    }

    /** Shows a secret, so no cache may keep it. */
    static ResponseEntity<String> picture(AppSecret secret) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.valueOf("image/svg+xml"))
                .body(QrPicture.svg(secret.uri()));
    }

    @PostMapping("/app/code")
    String confirmApp(
            Actor actor, @RequestParam(defaultValue = "") String code, Model model, RedirectAttributes flash) {
        try {
            return done(settings.confirmApp(actor, code), "security.app.done", model, flash);
        } catch (Problem.Invalid e) {
            model.addAttribute("failed", true);
            return showApp(actor, model);
        }
    }

    @PostMapping("/app/remove")
    String removeApp(Actor actor, @RequestParam(defaultValue = "") String password, RedirectAttributes flash) {
        return confirmed(actor, password, "app-remove", flash, () -> {
            settings.removeApp(actor);
            flash.addFlashAttribute("toast", "security.app.removed");
            return "redirect:" + HERE;
        });
    }

    @PostMapping("/codes")
    String newCodes(
            Actor actor, @RequestParam(defaultValue = "") String password, Model model, RedirectAttributes flash) {
        return confirmed(
                actor,
                password,
                "codes",
                flash,
                () -> done(settings.newRecoveryCodes(actor), "security.codes.done", model, flash));
    }

    /** For the page's script: what to ask the device. The challenge in it is given to who knows the password only. */
    @PostMapping("/passkeys/question")
    ResponseEntity<String> askPasskey(
            Actor actor, @RequestParam(defaultValue = "") String password, HttpServletRequest request) {
        try {
            signIn.confirm(actor, password);
        } catch (BadCredentials e) {
            return ResponseEntity.status(401).build();
        }
        return PendingPasskey.ask(request, passkeys.askToCreate(actor), actor, clock.instant());
    }

    @PostMapping("/passkeys")
    String addPasskey(
            Actor actor,
            @RequestParam(defaultValue = "") String answer,
            @RequestParam(defaultValue = "") String name,
            HttpServletRequest request,
            Model model,
            RedirectAttributes flash) {
        Optional<String> challenge = PendingPasskey.take(request, actor, clock.instant());
        if (challenge.isPresent()) {
            try {
                return done(
                        settings.addPasskey(actor, challenge.get(), answer, name),
                        "security.passkey.done",
                        model,
                        flash);
            } catch (Problem.Invalid e) {
                // The page says that it did not work, as it does for an answer that came too late.
            }
        }
        flash.addFlashAttribute("problem", "passkey");
        return "redirect:" + HERE;
    }

    @PostMapping("/passkeys/remove")
    String removePasskey(
            Actor actor,
            @RequestParam String id,
            @RequestParam(defaultValue = "") String password,
            RedirectAttributes flash) {
        return confirmed(actor, password, id, flash, () -> {
            settings.removePasskey(actor, id);
            flash.addFlashAttribute("toast", "security.passkey.removed");
            return "redirect:" + HERE;
        });
    }

    /** Does it when the password is right; else the form at that place is open again and says that it is not. */
    private String confirmed(
            Actor actor, String password, String place, RedirectAttributes flash, Supplier<String> change) {
        try {
            signIn.confirm(actor, password);
        } catch (BadCredentials e) {
            flash.addFlashAttribute("problem", "password");
            flash.addFlashAttribute("place", place);
            return "redirect:" + HERE;
        }
        return change.get();
    }

    /** New codes are shown in the answer itself, as they are kept nowhere. */
    private static String done(List<String> codes, String toast, Model model, RedirectAttributes flash) {
        if (codes.isEmpty()) {
            flash.addFlashAttribute("toast", toast);
            return "redirect:" + HERE;
        }
        model.addAttribute("codes", codes);
        model.addAttribute("next", HERE);
        return "recovery-codes";
    }
}
