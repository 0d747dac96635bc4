package dev.outpatient.accounts.web;

import dev.outpatient.accounts.FirstAdmin;
import dev.outpatient.accounts.PasswordPolicy;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Role;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page behind the one-time link that a new clinic prints at its first start. */
@Controller
class SetupPages {

    private final FirstAdmin firstAdmin;
    private final PasswordPolicy policy;

    SetupPages(FirstAdmin firstAdmin, PasswordPolicy policy) {
        this.firstAdmin = firstAdmin;
        this.policy = policy;
    }

    @GetMapping("/setup")
    String ask(@RequestParam(defaultValue = "") String token, Model model, HttpServletResponse response) {
        model.addAttribute("form", SetupForm.EMPTY);
        return show(token, model, response);
    }

    @PostMapping("/setup")
    String create(
            @RequestParam(defaultValue = "") String token,
            @Valid @ModelAttribute("form") SetupForm form,
            BindingResult errors,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        policy.fault(Role.ADMIN, form.password(), form.email(), form.name())
                .ifPresent(fault -> errors.rejectValue("password", fault.key(Role.ADMIN)));
        if (!errors.hasErrors()) {
            try {
                firstAdmin.create(token, form.name(), form.email(), form.password());
                flash.addFlashAttribute("toast", "setup.done");
                return "redirect:/sign-in?continue=/admin/appointments";
            } catch (Problem.Invalid e) {
                Faults.reject(errors, e);
            } catch (Problem.NotFound e) {
                // The link was used up meanwhile: the page says so.
            }
        }
        return show(token, model, response);
    }

    private String show(String token, Model model, HttpServletResponse response) {
        boolean valid = firstAdmin.isValid(token);
        if (!valid) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        }
        model.addAttribute("valid", valid);
        model.addAttribute("token", token);
        return "setup";
    }
}
