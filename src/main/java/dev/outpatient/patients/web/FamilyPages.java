package dev.outpatient.patients.web;

import dev.outpatient.patients.Family;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Problem;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** For whom a patient acts and who acts for the patient. */
@Controller
class FamilyPages {

    /** A child by name and birthday, or another patient by e-mail. */
    public record FamilyForm(
            @Size(max = 255, message = "{field.long}") @Nullable
            String name,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
            LocalDate dateOfBirth,

            @Email(message = "{field.email.wrong}") @Nullable
            String email) {}

    private final Family family;
    private final Clock clock;

    FamilyPages(Family family, Clock clock) {
        this.family = family;
        this.clock = clock;
    }

    @GetMapping("/family")
    String show(Actor actor, Model model) {
        model.addAttribute("form", new FamilyForm(null, null, null));
        return page(actor, model);
    }

    @PostMapping("/family/children")
    String askForChild(
            Actor actor,
            @Valid @ModelAttribute("form") FamilyForm form,
            BindingResult errors,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        if (form.name() == null || form.name().isBlank()) {
            errors.rejectValue("name", "family.problem.no-name");
        }
        if (form.dateOfBirth() == null && !errors.hasFieldErrors("dateOfBirth")) {
            errors.rejectValue("dateOfBirth", "family.problem.birthday");
        }
        if (form.name() != null && form.dateOfBirth() != null && !errors.hasErrors()) {
            try {
                family.askForChild(actor, form.name(), form.dateOfBirth());
                flash.addFlashAttribute("toast", "family.asked-child");
                return "redirect:/family";
            } catch (Problem.Invalid e) {
                e.errors()
                        .forEach(error ->
                                errors.rejectValue(error.field(), "family.problem." + error.field(), error.message()));
            }
        }
        response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        return page(actor, model);
    }

    @PostMapping("/family/people")
    String ask(
            Actor actor,
            @Valid @ModelAttribute("form") FamilyForm form,
            BindingResult errors,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        String email = form.email() == null ? "" : form.email();
        if (email.isBlank()) {
            errors.rejectValue("email", "family.problem.no-email");
        }
        if (!errors.hasErrors()) {
            try {
                family.ask(actor, email);
                flash.addFlashAttribute("toast", "family.asked-person");
                return "redirect:/family";
            } catch (Problem.Invalid e) {
                errors.rejectValue(
                        "email", "family.problem.email", e.errors().getFirst().message());
            }
        }
        response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        return page(actor, model);
    }

    @PostMapping("/family/{id}/ask")
    String askAgain(Actor actor, @PathVariable long id, RedirectAttributes flash) {
        family.askAgain(actor, id);
        return done(flash, "family.asked-person");
    }

    @PostMapping("/family/{id}/end")
    String end(Actor actor, @PathVariable long id, RedirectAttributes flash) {
        family.end(actor, id);
        return done(flash, "family.ended");
    }

    @PostMapping("/family/{id}/accept")
    String accept(Actor actor, @PathVariable long id, RedirectAttributes flash) {
        return done(flash, family.accept(actor, id) ? "family.accepted" : "family.accepted-clinic");
    }

    @PostMapping("/family/{id}/decline")
    String decline(Actor actor, @PathVariable long id, RedirectAttributes flash) {
        family.decline(actor, id);
        return done(flash, "family.declined");
    }

    private String page(Actor actor, Model model) {
        model.addAttribute("dependants", family.dependants(actor));
        model.addAttribute("managers", family.managers(actor));
        model.addAttribute("requests", family.requests(actor));
        model.addAttribute("today", LocalDate.now(clock));
        return "family";
    }

    private static String done(RedirectAttributes flash, String toast) {
        flash.addFlashAttribute("toast", toast);
        return "redirect:/family";
    }
}
