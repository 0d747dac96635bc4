package dev.outpatient.portal.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Office;
import dev.outpatient.patients.Patient;
import dev.outpatient.patients.Patients;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.PatientId;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * Who takes a call has found the patient, and now finds a free time: the search of visitors, for this patient and with the
 * times that the rules keep from patients.
 */
@Controller
class PhoneBookingPage {

    private final Patients patients;
    private final Directory directory;
    private final FindDoctors doctors;

    PhoneBookingPage(Patients patients, Directory directory, FindDoctors doctors) {
        this.patients = patients;
        this.directory = directory;
        this.doctors = doctors;
    }

    @GetMapping("/admin/patients/{id}/book")
    String find(
            Actor actor,
            @PathVariable long id,
            @ModelAttribute("search") DoctorSearch search,
            BindingResult ignored,
            Model model) {
        Patient patient = patients.get(actor, new PatientId(id));
        List<Office> offices = directory.listOffices();
        model.addAttribute("patient", patient);
        model.addAttribute("forPatient", patient.id());
        model.addAttribute("found", doctors.find(actor, search, offices));
        model.addAttribute("specialties", directory.suggestSpecialties());
        model.addAttribute(
                "places",
                Stream.concat(Place.cities(offices).stream(), offices.stream().map(Office::name))
                        .toList());
        return "admin-book";
    }
}
