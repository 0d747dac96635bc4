package dev.outpatient.scheduling.web;

import dev.outpatient.patients.Patients;
import dev.outpatient.scheduling.AppointmentFilter;
import dev.outpatient.scheduling.AppointmentStatus;
import dev.outpatient.scheduling.Appointments;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Page;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Role;
import java.time.LocalDate;
import java.util.List;
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
        if (actor.isAdmin()) {
            return patients.search(actor, name, MOST).stream()
                    .map(patient -> new Choice(patient.id(), patient.name(), patient.dateOfBirth()))
                    .toList();
        }
        AppointmentFilter named = new AppointmentFilter(null, null, null, null, name);
        return appointments.search(actor, named, null, Page.MAX_LIMIT).items().stream()
                .filter(view -> view.appointment().status() != AppointmentStatus.CANCELLED)
                .map(view -> new Choice(view.appointment().patientId(), view.patientName(), view.patientBirthDate()))
                .distinct()
                .limit(MOST)
                .toList();
    }
}
