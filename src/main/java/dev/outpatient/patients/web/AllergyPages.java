package dev.outpatient.patients.web;

import dev.outpatient.accounts.Continue;
import dev.outpatient.patients.Allergies;
import dev.outpatient.patients.Patient;
import dev.outpatient.patients.Patients;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Where a doctor keeps the allergies of a patient in care. Who came from a page on which something is being written goes
 * back to it by {@code continue}.
 */
@Controller
@RequestMapping("/patients/{id}/allergies")
class AllergyPages {

    private final Allergies allergies;
    private final Patients patients;

    AllergyPages(Allergies allergies, Patients patients) {
        this.allergies = allergies;
        this.patients = patients;
    }

    @GetMapping
    String show(
            Actor actor,
            @PathVariable long id,
            @RequestParam(name = "continue", required = false) @Nullable String after,
            Model model) {
        model.addAttribute("form", new AllergyForm(null, null, null));
        return page(actor, new PatientId(id), after, model);
    }

    @PostMapping
    String add(
            Actor actor,
            @PathVariable long id,
            @ModelAttribute("form") AllergyForm form,
            BindingResult errors,
            @RequestParam(name = "continue", required = false) @Nullable String after,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        try {
            allergies.add(actor, new PatientId(id), form.details());
        } catch (Problem.Invalid e) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            e.errors()
                    .forEach(error ->
                            errors.rejectValue(error.field(), "allergy.problem." + error.field(), error.message()));
            return page(actor, new PatientId(id), after, model);
        }
        flash.addFlashAttribute("toast", "allergy.added");
        return "redirect:" + (after == null ? "/patients/" + id + "/allergies" : Continue.safe(after));
    }

    @PostMapping("/{allergyId}/remove")
    String remove(
            Actor actor,
            @PathVariable long id,
            @PathVariable long allergyId,
            @RequestParam(name = "continue", required = false) @Nullable String after,
            RedirectAttributes flash) {
        allergies.remove(actor, new PatientId(id), allergyId);
        flash.addFlashAttribute("toast", "allergy.removed");
        return "redirect:" + (after == null ? "/patients/" + id + "/allergies" : Continue.safe(after));
    }

    private String page(Actor actor, PatientId id, @Nullable String after, Model model) {
        model.addAttribute("after", after == null ? null : Continue.safe(after));
        model.addAttribute("allergies", allergies.list(actor, id));
        Patient patient = Objects.requireNonNull(patients.byId(List.of(id)).get(id));
        model.addAttribute("patient", patient);
        model.addAttribute("mayChange", allergies.mayChange(actor, id));
        return "allergies";
    }
}
