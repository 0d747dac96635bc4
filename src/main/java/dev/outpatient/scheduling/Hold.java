package dev.outpatient.scheduling;

import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.TimeRange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time that is kept for a patient for some minutes. Others are not offered it and can't book it; afterwards they can,
 * without anybody doing anything.
 *
 * @param heldBy the patient who made it, or null when staff did
 */
public record Hold(
        long id,
        PatientId patientId,
        @Nullable PatientId heldBy,
        DoctorId doctorId,
        OfficeId officeId,
        TimeRange time,
        Instant expiresAt) {

    /** Whether it keeps the time for the viewer, or for somebody whom the viewer acts for. */
    boolean isOf(Actor viewer) {
        return viewer.is(patientId) || (heldBy != null && viewer.is(heldBy));
    }

    /** Whether it is in nobody's way who has this wish. */
    boolean isFor(Wish wish) {
        return patientId.equals(wish.patient()) || isOf(wish.actor());
    }
}
