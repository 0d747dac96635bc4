package dev.outpatient.patients.web;

import dev.outpatient.accounts.Continue;
import dev.outpatient.accounts.PasswordPolicy;
import dev.outpatient.accounts.Sessions;
import dev.outpatient.accounts.SignedIn;
import dev.outpatient.accounts.UsedLink;
import dev.outpatient.patients.Registration;
import dev.outpatient.patients.Registration.Registered;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Role;
import jakarta.servlet.http.HttpServletRequest;
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

/** A visitor becomes a patient and goes on where the visitor was, signed in. */
@Controller
class RegisterPage {

    private final Registration registration;
    private final PasswordPolicy policy;
    private final Sessions sessions;

    RegisterPage(Registration registration, PasswordPolicy policy, Sessions sessions) {
        this.registration = registration;
        this.policy = policy;
        this.sessions = sessions;
    }

    @GetMapping("/register")
    String ask(@RequestParam(name = "continue", required = false) @Nullable String after, Model model) {
        if (SignedIn.current().isPresent()) {
            return "redirect:" + Continue.safe(after);
        }
        model.addAttribute("form", RegisterForm.EMPTY);
        return show(after, model);
    }

    @PostMapping("/register")
    String register(
            @RequestParam(name = "continue", required = false) @Nullable String after,
            @Valid @ModelAttribute("form") RegisterForm form,
            BindingResult errors,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash,
            Locale language) {
        policy.fault(Role.PATIENT, form.password(), form.email(), form.name())
                .ifPresent(fault -> errors.rejectValue("password", fault.key(Role.PATIENT)));
        if (!errors.hasErrors()) {
            try {
                Optional<PatientId> added =
                        registration.register(form.details(), form.password(), null, language, Continue.safe(after));
                if (added.isEmpty()) {
                    return "redirect:/register/sent";
                }
                sessions.open(
                        request,
                        response,
                        new SignedIn(Actor.of(added.get()), form.name().strip()));
                flash.addFlashAttribute(
                        "toast", registration.writesLetters() ? "register.done.demo" : "register.done.unchecked");
                return "redirect:" + Continue.safe(after);
            } catch (Problem.Invalid e) {
                reject(errors, e);
            }
        }
        return show(after, model);
    }

    @GetMapping("/register/sent")
    String sent() {
        return "register-sent";
    }

    @GetMapping("/register/confirm")
    String askToConfirm(@RequestParam(defaultValue = "") String token, Model model, HttpServletResponse response) {
        model.addAttribute("form", new ConfirmForm(""));
        return showConfirm(token, model, response);
    }

    @PostMapping("/register/confirm")
    String confirm(
            @RequestParam(defaultValue = "") String token,
            @Valid @ModelAttribute("form") ConfirmForm form,
            BindingResult errors,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!errors.hasErrors()) {
            try {
                Registered patient = registration.confirm(token, form.password());
                sessions.open(request, response, new SignedIn(Actor.of(patient.id()), patient.name()));
                return "redirect:" + Continue.safe(patient.continueAt());
            } catch (Problem.Invalid e) {
                errors.rejectValue("password", "confirm.password.wrong");
            } catch (Problem.NotFound e) {
                // The link was used up meanwhile: the page says so.
            }
        }
        return showConfirm(token, model, response);
    }

    private String show(@Nullable String after, Model model) {
        model.addAttribute("next", Continue.safe(after));
        model.addAttribute("checked", registration.checksAddresses());
        return "register";
    }

    private String showConfirm(String token, Model model, HttpServletResponse response) {
        Optional<String> email = registration.findEmail(token);
        if (email.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return UsedLink.page(model, "confirm.used", "/register", "sign-in.register");
        }
        model.addAttribute("email", email.get());
        model.addAttribute("token", token);
        return "register-confirm";
    }

    private static void reject(BindingResult errors, Problem.Invalid refusal) {
        refusal.errors()
                .forEach(error -> errors.rejectValue(error.field(), "problem." + error.field(), error.message()));
    }
}
