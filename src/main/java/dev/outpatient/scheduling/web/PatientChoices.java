package dev.outpatient.scheduling.web;

import dev.outpatient.patients.Patient;
import dev.outpatient.patients.Patients;
import dev.outpatient.scheduling.Appointments;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Role;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** For whom somebody of the clinic may book: admins for every patient, doctors for those in care. */
@Component
class PatientChoices {

    /** A patient, with the birthday that tells two of one name apart. */
    record Choice(PatientId id, String name, @Nullable LocalDate birthDate) {}

    private static final int MOST = 8;

    private final Patients patients;
    private final Appointments appointments;

    PatientChoices(Patients patients, Appointments appointments) {
        this.patients = patients;
        this.appointments = appointments;
    }

    /** Those with a part of a name; none for no name. */
    List<Choice> find(Actor actor, @Nullable String name) {
        if (name == null || name.isBlank() || actor.role() == Role.PATIENT) {
            return List.of();
        }
        List<Patient> found = actor.isAdmin()
                ? patients.search(actor, name, MOST)
                : byId(appointments.patientsNamed(actor, name, MOST));
        return found.stream()
                .map(patient -> new Choice(patient.id(), patient.name(), patient.dateOfBirth()))
                .toList();
    }

    private List<Patient> byId(List<PatientId> ids) {
        var byId = patients.byId(ids);
        return ids.stream().map(byId::get).filter(Objects::nonNull).toList();
    }
}
