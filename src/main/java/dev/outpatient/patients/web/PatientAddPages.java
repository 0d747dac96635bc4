package dev.outpatient.patients.web;

import dev.outpatient.patients.Patient;
import dev.outpatient.patients.Patients;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where an admin adds who calls for the first time, and goes on to book for them. */
@Controller
@RequestMapping("/admin/patients/new")
class PatientAddPages {

    private static final String VIEW = "admin-patient-edit";

    private final Patients patients;

    PatientAddPages(Patients patients) {
        this.patients = patients;
    }

    /** @param name what was looked for, and not found */
    @GetMapping
    String ask(@RequestParam(defaultValue = "") String name, Model model) {
        model.addAttribute("form", PatientForm.named(name));
        return VIEW;
    }

    /** @param sure that the person is none of those with the same name and birthday */
    @PostMapping
    String add(
            Actor actor,
            @Valid @ModelAttribute("form") PatientForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "false") boolean sure,
            Model model,
            RedirectAttributes flash) {
        if (errors.hasErrors()) {
            return VIEW;
        }
        List<Patient> same = sure ? List.of() : patients.listSame(actor, form.details());
        if (!same.isEmpty()) {
            model.addAttribute("same", same);
            return VIEW;
        }
        try {
            PatientId added = patients.add(actor, form.details());
            flash.addFlashAttribute("toast", "patients.added");
            return "redirect:/admin/patients/" + added + "/book";
        } catch (Problem.Invalid e) {
            e.errors().forEach(error -> errors.rejectValue(error.field(), "patient.problem." + error.field()));
            return VIEW;
        }
    }
}
