package dev.outpatient.scheduling.web;

import dev.outpatient.patients.Patient;
import dev.outpatient.patients.Patients;
import dev.outpatient.patients.RecordAccess;
import dev.outpatient.scheduling.Appointments;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Role;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** For whom somebody may book: admins for every patient, doctors for those in care, patients for their family. */
@Component
class PatientChoices {

    /** A patient, with the birthday that tells two of one name apart. */
    public record Choice(
            PatientId id, String name, @Nullable LocalDate birthDate) {}

    private static final int MOST = 8;

    private final Patients patients;
    private final RecordAccess access;
    private final Appointments appointments;

    PatientChoices(Patients patients, RecordAccess access, Appointments appointments) {
        this.patients = patients;
        this.access = access;
        this.appointments = appointments;
    }

    /**
     * Those with a part of a name; none for no name.
     *
     * @param chosen the patient whom an admin found before, who stands here alone as long as no name is typed
     */
    List<Choice> find(Actor actor, @Nullable String name, @Nullable Long chosen) {
        if ((name == null || name.isBlank()) && chosen != null && actor.isAdmin()) {
            return chosen(actor, new PatientId(chosen));
        }
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

    private List<Choice> chosen(Actor actor, PatientId id) {
        try {
            Patient patient = patients.get(actor, id);
            return List.of(new Choice(id, patient.name(), patient.dateOfBirth()));
        } catch (Problem.NotFound e) {
            return List.of();
        }
    }

    /** A patient who acts for others, and those others, by name; nobody where there are none. */
    List<Choice> family(Actor actor) {
        List<PatientId> dependants = access.dependants(actor);
        if (dependants.isEmpty()) {
            return List.of();
        }
        return byId(Stream.concat(Stream.of(new PatientId(actor.id())), dependants.stream())
                        .toList())
                .stream()
                .map(patient -> new Choice(patient.id(), patient.name(), patient.dateOfBirth()))
                .toList();
    }

    private List<Patient> byId(List<PatientId> ids) {
        var byId = patients.byId(ids);
        return ids.stream().map(byId::get).filter(Objects::nonNull).toList();
    }
}
