package dev.outpatient.portal;

import dev.outpatient.prescriptions.Medication;
import dev.outpatient.scheduling.AppointmentStatus;
import dev.outpatient.shared.TimeRange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A visit of the demo clinic, and what came of it.
 *
 * @param patient the place in the list of patients
 * @param doctor the place in the list of doctors
 * @param cancelReason why, for one that is cancelled, else null
 * @param medication what was prescribed in it, maybe nothing
 * @param opinion what the patient said of it, or null
 */
record DemoVisit(
        int patient,
        int doctor,
        DemoOffice office,
        TimeRange time,
        AppointmentStatus status,
        String reason,
        @Nullable String cancelReason,
        List<Medication> medication,
        @Nullable Opinion opinion) {

    /** @param comments in the patient's own words, or null */
    record Opinion(int rating, @Nullable String comments, Instant givenAt) {}
}
