package dev.outpatient.patients.web;

import dev.outpatient.accounts.Continue;
import dev.outpatient.accounts.Sessions;
import dev.outpatient.accounts.SignedIn;
import dev.outpatient.patients.Patients;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A visitor becomes a patient and goes on where the visitor was, signed in. */
@Controller
class RegisterPage {

    private final Patients patients;
    private final Sessions sessions;

    RegisterPage(Patients patients, Sessions sessions) {
        this.patients = patients;
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
            HttpServletResponse response) {
        if (!errors.hasErrors()) {
            try {
                PatientId id = patients.register(form.details(), form.password(), null);
                sessions.open(
                        request,
                        response,
                        new SignedIn(Actor.of(id), form.name().strip()));
                return "redirect:" + Continue.safe(after);
            } catch (Problem.Invalid e) {
                e.errors()
                        .forEach(error ->
                                errors.rejectValue(error.field(), "problem." + error.field(), error.message()));
            }
        }
        return show(after, model);
    }

    private static String show(@Nullable String after, Model model) {
        model.addAttribute("next", Continue.safe(after));
        return "register";
    }
}
