package dev.outpatient.scheduling;

import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Role;
import org.jspecify.annotations.Nullable;

/**
 * For whom somebody looks for a time, as the addresses of pages carry it until the booking: an admin who books on the phone
 * for a patient, or a patient for one of the family. It opens nothing; the booking asks who may book for whom.
 */
public final class ForPatient {

    private ForPatient() {}

    /** @return null for others, and for what is no number of a patient */
    public static @Nullable Long of(@Nullable Actor viewer, @Nullable String patientId) {
        boolean chooses = viewer != null && viewer.role() != Role.DOCTOR;
        return chooses && patientId != null && patientId.matches("[0-9]{1,18}") ? Long.valueOf(patientId) : null;
    }
}
