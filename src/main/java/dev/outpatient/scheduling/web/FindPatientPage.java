package dev.outpatient.scheduling.web;

import dev.outpatient.shared.Actor;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * A doctor finds one of the own patients by a part of the name. The day sheet shows what is found in itself; a page of its
 * own, so that not the whole day is read again with each letter.
 */
@Controller
class FindPatientPage {

    private final PatientChoices patients;

    FindPatientPage(PatientChoices patients) {
        this.patients = patients;
    }

    /** @param date the day that the doctor came from */
    @GetMapping("/day/patients")
    String find(
            @RequestParam(required = false) @Nullable String patient,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate date,
            Actor actor,
            Model model) {
        model.addAttribute("date", date);
        model.addAttribute("patient", patient);
        model.addAttribute("patients", patients.find(actor, patient, null));
        return "day-patients";
    }
}
