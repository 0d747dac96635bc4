package dev.outpatient.accounts.web;

import dev.outpatient.accounts.Credential;
import dev.outpatient.accounts.Invitations;
import dev.outpatient.accounts.UsedLink;
import dev.outpatient.shared.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page behind an invitation: the invited chooses a password. */
@Controller
class InvitedPages {

    private final Invitations invitations;
    private final Faults faults;

    InvitedPages(Invitations invitations, Faults faults) {
        this.invitations = invitations;
        this.faults = faults;
    }

    @GetMapping("/invited")
    String choose(@RequestParam(defaultValue = "") String token, Model model, HttpServletResponse response) {
        model.addAttribute("form", new PasswordForm(token, ""));
        return show(invitations.find(token), token, model, response);
    }

    @PostMapping("/invited")
    String accept(
            @ModelAttribute("form") PasswordForm form,
            BindingResult errors,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        Optional<Credential> account = invitations.find(form.token());
        account.ifPresent(whose -> faults.checkPassword(errors, whose, form.password()));
        if (account.isPresent() && !errors.hasErrors()) {
            try {
                invitations.accept(form.token(), form.password());
                flash.addFlashAttribute("toast", "invited.done");
                return "redirect:/sign-in";
            } catch (Problem.Invalid e) {
                Faults.reject(errors, e);
            } catch (Problem.NotFound e) {
                // The link was used up meanwhile: the page says so.
                account = Optional.empty();
            }
        }
        return show(account, form.token(), model, response);
    }

    private static String show(Optional<Credential> account, String token, Model model, HttpServletResponse response) {
        if (account.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return UsedLink.page(model, "invited.used", "/sign-in", "nav.sign-in");
        }
        model.addAttribute("role", account.get().actor().role());
        model.addAttribute("name", account.get().name());
        model.addAttribute("email", account.get().email());
        model.addAttribute("token", token);
        return "invited";
    }
}
