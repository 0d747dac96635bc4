package dev.outpatient.patients.web;

import dev.outpatient.patients.Patient;
import dev.outpatient.patients.Patients;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.StaleForm;
import jakarta.validation.Valid;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where an admin corrects what the clinic knows of a patient as a person. */
@Controller
@RequestMapping("/admin/patients/{id}/edit")
class PatientEditPages {

    private final Patients patients;

    PatientEditPages(Patients patients) {
        this.patients = patients;
    }

    @GetMapping
    String ask(Actor actor, @PathVariable long id, Model model) {
        PatientId patient = new PatientId(id);
        model.addAttribute("form", kept(actor, patient));
        return show(patient, model);
    }

    @PostMapping
    String change(
            Actor actor,
            @PathVariable long id,
            @Valid @ModelAttribute("form") PatientForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes flash) {
        PatientId patient = new PatientId(id);
        if (!errors.hasErrors()) {
            try {
                patients.change(actor, patient, form.details(), form.version());
                flash.addFlashAttribute("toast", "form.saved");
                return "redirect:/patients/" + patient;
            } catch (Problem.Stale e) {
                StaleForm.show(form, kept(actor, patient), model);
            } catch (Problem.Invalid e) {
                e.errors().forEach(error -> errors.rejectValue(error.field(), "patient.problem." + error.field()));
            }
        } else if (!patients.exists(patient)) {
            throw Problem.NotFound.of("patient");
        }
        return show(patient, model);
    }

    private PatientForm kept(Actor actor, PatientId id) {
        Patient patient = patients.get(actor, id);
        return PatientForm.of(patient.details(), patient.version());
    }

    private static String show(PatientId patient, Model model) {
        model.addAttribute("id", patient);
        return "admin-patient-edit";
    }
}
