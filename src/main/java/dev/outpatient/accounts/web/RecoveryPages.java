package dev.outpatient.accounts.web;

import dev.outpatient.accounts.Continue;
import dev.outpatient.accounts.Credential;
import dev.outpatient.accounts.PasswordReset;
import dev.outpatient.accounts.UsedLink;
import dev.outpatient.shared.Problem;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** Where somebody who forgot the password asks for a link, and the page behind the link. */
@Controller
class RecoveryPages {

    /** Where signing in leads to where nothing else was wanted. */
    private static final String HOME = "/";

    private final PasswordReset reset;
    private final Faults faults;

    RecoveryPages(PasswordReset reset, Faults faults) {
        this.reset = reset;
        this.faults = faults;
    }

    @GetMapping("/forgot")
    String ask(@RequestParam(name = "continue", required = false) @Nullable String after, Model model) {
        model.addAttribute("form", new EmailForm(""));
        goOn(after, model);
        model.addAttribute("possible", reset.isPossible());
        return "forgot";
    }

    @PostMapping("/forgot")
    String send(
            @Valid @ModelAttribute("form") EmailForm form,
            BindingResult errors,
            @RequestParam(name = "continue", required = false) @Nullable String after,
            Model model,
            RedirectAttributes address,
            Locale language) {
        boolean possible = reset.isPossible();
        String next = goOn(after, model);
        model.addAttribute("possible", possible);
        if (errors.hasErrors() || !possible) {
            return "forgot";
        }
        reset.ask(form.email(), language, next);
        if (next != null) {
            address.addAttribute("continue", next);
        }
        return "redirect:/forgot/sent";
    }

    @GetMapping("/forgot/sent")
    String sent(@RequestParam(name = "continue", required = false) @Nullable String after, Model model) {
        goOn(after, model);
        return "forgot-sent";
    }

    /**
     * Who was booking when the password was wanted goes on with that after signing in.
     *
     * @return the page of ours to go on to, or null where signing in leads to it anyway
     */
    private static @Nullable String goOn(@Nullable String after, Model model) {
        String safe = after == null ? HOME : Continue.safe(after);
        String next = safe.equals(HOME) ? null : safe;
        model.addAttribute("next", next);
        model.addAttribute("signIn", leadingTo(next, "/sign-in"));
        return next;
    }

    private static String leadingTo(@Nullable String next, String path) {
        return next == null
                ? path
                : UriComponentsBuilder.fromPath(path)
                        .queryParam("continue", "{next}")
                        .encode()
                        .buildAndExpand(next)
                        .toUriString();
    }

    @GetMapping("/reset")
    String choose(
            @RequestParam(defaultValue = "") String token,
            @RequestParam(name = "continue", required = false) @Nullable String after,
            Model model,
            HttpServletResponse response) {
        model.addAttribute("form", new PasswordForm(token, ""));
        return show(reset.find(token), token, goOn(after, model), model, response);
    }

    @PostMapping("/reset")
    String set(
            @ModelAttribute("form") PasswordForm form,
            BindingResult errors,
            @RequestParam(name = "continue", required = false) @Nullable String after,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash,
            Locale language) {
        String next = goOn(after, model);
        Optional<Credential> account = reset.find(form.token());
        account.ifPresent(whose -> faults.checkPassword(errors, whose, form.password()));
        if (account.isPresent() && !errors.hasErrors()) {
            try {
                reset.set(form.token(), form.password(), language);
                flash.addFlashAttribute("toast", "reset.done");
                if (next != null) {
                    flash.addAttribute("continue", next);
                }
                return "redirect:/sign-in";
            } catch (Problem.Invalid e) {
                Faults.reject(errors, e);
            } catch (Problem.NotFound e) {
                // The link was used up meanwhile: the page says so.
                account = Optional.empty();
            }
        }
        return show(account, form.token(), next, model, response);
    }

    private static String show(
            Optional<Credential> account,
            String token,
            @Nullable String next,
            Model model,
            HttpServletResponse response) {
        if (account.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return UsedLink.page(model, "reset.used", leadingTo(next, "/forgot"), "reset.used.do");
        }
        model.addAttribute("role", account.get().actor().role());
        model.addAttribute("name", account.get().name());
        model.addAttribute("email", account.get().email());
        model.addAttribute("token", token);
        return "reset";
    }
}
