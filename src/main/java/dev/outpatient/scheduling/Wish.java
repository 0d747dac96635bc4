package dev.outpatient.scheduling;

import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Role;
import java.time.Instant;

/** A start that somebody wants for a patient, whether or not it can be had. */
record Wish(Actor actor, PatientId patient, DoctorId doctor, OfficeId office, Instant start) {

    /** Doctors and admins book past the rules for patients. */
    boolean byStaff() {
        return actor.role() != Role.PATIENT;
    }

    Wish at(Instant other) {
        return new Wish(actor, patient, doctor, office, other);
    }
}
