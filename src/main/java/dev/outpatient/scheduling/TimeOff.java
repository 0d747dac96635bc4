package dev.outpatient.scheduling;

import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a doctor sees nobody, in any office.
 *
 * @param reason for the doctor and admins only
 */
public record TimeOff(
        long id,
        DoctorId doctorId,
        TimeRange time,
        @Nullable String reason) {}
