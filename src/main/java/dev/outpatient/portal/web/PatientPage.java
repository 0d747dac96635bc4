package dev.outpatient.portal.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.patients.Patient;
import dev.outpatient.patients.Patients;
import dev.outpatient.patients.RecordAccess;
import dev.outpatient.patients.RecordAccess.Ground;
import dev.outpatient.scheduling.Appointments;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.PatientId;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** A patient's record, for doctors and admins: the person, and the visits. */
@Controller
class PatientPage {

    private static final int VISITS = 50;

    private final Patients patients;
    private final RecordAccess access;
    private final Appointments appointments;
    private final Directory directory;

    PatientPage(Patients patients, RecordAccess access, Appointments appointments, Directory directory) {
        this.patients = patients;
        this.access = access;
        this.appointments = appointments;
        this.directory = directory;
    }

    @GetMapping("/patients/{id}")
    String show(Actor actor, @PathVariable long id, Model model) {
        Patient patient = patients.get(actor, new PatientId(id));
        boolean emergency = access.find(actor, patient.id())
                .filter(Ground.EMERGENCY::equals)
                .isPresent();
        model.addAttribute("patient", patient);
        model.addAttribute("visits", appointments.ofPatient(actor, patient.id(), VISITS));
        model.addAttribute("emergency", emergency);
        model.addAttribute("zone", directory.zone());
        return "patient";
    }
}
