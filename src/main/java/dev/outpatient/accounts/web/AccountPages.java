package dev.outpatient.accounts.web;

import dev.outpatient.accounts.AccountSettings;
import dev.outpatient.accounts.BadCredentials;
import dev.outpatient.accounts.Credential;
import dev.outpatient.accounts.SignIn;
import dev.outpatient.accounts.SignedIn;
import dev.outpatient.accounts.UsedLink;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Problem;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Changing the password and the e-mail of the own account. */
@Controller
class AccountPages {

    private final SignIn accounts;
    private final AccountSettings settings;
    private final Faults faults;

    AccountPages(SignIn accounts, AccountSettings settings, Faults faults) {
        this.accounts = accounts;
        this.settings = settings;
        this.faults = faults;
    }

    @GetMapping("/account/password")
    String password(Actor actor, Model model) {
        model.addAttribute("form", NewPasswordForm.EMPTY);
        return showPassword(actor, model);
    }

    @PostMapping("/account/password")
    String changePassword(
            Actor actor,
            @Valid @ModelAttribute("form") NewPasswordForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes flash,
            Locale language) {
        faults.checkPassword(errors, accounts.get(actor), form.password());
        if (!errors.hasErrors()) {
            try {
                settings.changePassword(actor, form.current(), form.password(), language);
                flash.addFlashAttribute("toast", "account.password.done");
                return "redirect:/account";
            } catch (BadCredentials e) {
                errors.rejectValue("current", "account.current.wrong");
            } catch (Problem.Invalid e) {
                Faults.reject(errors, e);
            }
        }
        return showPassword(actor, model);
    }

    @GetMapping("/account/email")
    String email(Actor actor, Model model) {
        model.addAttribute("form", NewEmailForm.EMPTY);
        return showEmail(actor, model);
    }

    @PostMapping("/account/email")
    String changeEmail(
            Actor actor,
            @Valid @ModelAttribute("form") NewEmailForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes flash,
            Locale language) {
        if (!errors.hasErrors()) {
            try {
                boolean taken = settings.changeEmail(actor, form.current(), form.email(), language);
                flash.addFlashAttribute("toast", taken ? "account.email.done" : "account.email.sent");
                return "redirect:/account";
            } catch (BadCredentials e) {
                errors.rejectValue("current", "account.current.wrong");
            } catch (Problem.Invalid e) {
                errors.rejectValue("email", "account.email.taken");
            }
        }
        return showEmail(actor, model);
    }

    @GetMapping("/account/email/confirm")
    String askToConfirm(@RequestParam(defaultValue = "") String token, Model model, HttpServletResponse response) {
        return showConfirm(settings.findNewEmail(token), token, model, response);
    }

    /** Following the link changes nothing, as programs that look at mail follow links too. */
    @PostMapping("/account/email/confirm")
    String confirm(
            @RequestParam(defaultValue = "") String token,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash,
            Locale language) {
        try {
            settings.confirmEmail(token, language);
            flash.addFlashAttribute("toast", "account.email.done");
            // The link may be opened in a browser that is not signed in, and the new address is what to sign in with.
            return SignedIn.current().isEmpty() ? "redirect:/sign-in" : "redirect:/account";
        } catch (Problem.NotFound e) {
            return showConfirm(Optional.empty(), token, model, response);
        }
    }

    private String showPassword(Actor actor, Model model) {
        Credential account = accounts.get(actor);
        model.addAttribute("account", account);
        return "account-password";
    }

    private String showEmail(Actor actor, Model model) {
        model.addAttribute("account", accounts.get(actor));
        model.addAttribute("checked", settings.checksAddresses());
        return "account-email";
    }

    private static String showConfirm(Optional<String> email, String token, Model model, HttpServletResponse response) {
        if (email.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return UsedLink.page(model, "account.email.used", "/account", "account.title");
        }
        model.addAttribute("email", email.get());
        model.addAttribute("token", token);
        return "account-email-confirm";
    }
}
