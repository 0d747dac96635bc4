package dev.outpatient.portal.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.patients.EmergencyAccess;
import dev.outpatient.patients.EmergencyAccesses;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Problem;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where a doctor opens a record in an emergency, and where admins review that. */
@Controller
class EmergencyPages {

    private final EmergencyAccesses accesses;
    private final Directory directory;
    private final Clock clock;

    EmergencyPages(EmergencyAccesses accesses, Directory directory, Clock clock) {
        this.accesses = accesses;
        this.directory = directory;
        this.clock = clock;
    }

    @GetMapping("/emergency")
    String ask(Model model) {
        model.addAttribute("form", EmergencyForm.EMPTY);
        return show(model);
    }

    @PostMapping("/emergency")
    String open(Actor actor, @Valid @ModelAttribute("form") EmergencyForm form, BindingResult errors, Model model) {
        if (errors.hasErrors()) {
            return show(model);
        }
        try {
            EmergencyAccess opened =
                    accesses.open(actor, form.name(), Objects.requireNonNull(form.dateOfBirth()), form.reason());
            return "redirect:/patients/" + opened.patientId();
        } catch (Problem.Invalid e) {
            e.errors()
                    .forEach(error ->
                            errors.rejectValue(error.field(), "emergency.problem." + error.field(), error.message()));
            return show(model);
        }
    }

    private String show(Model model) {
        model.addAttribute("minutes", EmergencyAccesses.LASTS.toMinutes());
        model.addAttribute("today", LocalDate.now(clock));
        return "emergency";
    }

    @GetMapping("/admin/emergencies")
    String list(Actor actor, Model model) {
        model.addAttribute("waiting", accesses.list(actor, false));
        model.addAttribute("reviewed", accesses.list(actor, true));
        model.addAttribute("zone", directory.zone());
        return "emergencies";
    }

    @PostMapping("/admin/emergencies/{id}/review")
    String review(
            Actor actor,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String note,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        try {
            accesses.review(actor, id, note);
        } catch (Problem.Invalid e) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            model.addAttribute("wrong", id);
            model.addAttribute("note", note);
            return list(actor, model);
        }
        flash.addFlashAttribute("toast", "emergencies.done");
        return "redirect:/admin/emergencies";
    }
}
