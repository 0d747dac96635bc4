package dev.outpatient.patients.web;

import dev.outpatient.patients.Patient;
import dev.outpatient.patients.Patients;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import jakarta.validation.Valid;
import java.util.List;
import java.util.stream.Collectors;
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

    /** @param found what was looked for in vain: a part of a name, a telephone number or an e-mail */
    @GetMapping
    String ask(@RequestParam(defaultValue = "") String found, Model model) {
        model.addAttribute("form", PatientForm.lookedFor(found.strip()));
        return VIEW;
    }

    /** @param sure the numbers of those with the same name and birthday whom the person was said to be none of */
    @PostMapping
    String add(
            Actor actor,
            @Valid @ModelAttribute("form") PatientForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "") String sure,
            Model model,
            RedirectAttributes flash) {
        if (errors.hasErrors()) {
            return VIEW;
        }
        List<Patient> same = patients.listSame(actor, form.details());
        String numbers = same.stream().map(one -> one.id().toString()).collect(Collectors.joining(" "));
        // Another name or birthday than was asked about is asked about anew.
        if (!same.isEmpty() && !numbers.equals(sure)) {
            model.addAttribute("same", same);
            model.addAttribute("numbers", numbers);
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
