package dev.outpatient.scheduling;

import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Visits that a doctor or an admin wants to book together, at the same time by the office's clock.
 *
 * @param firstStartsAt the start of the first
 * @param everyDays how many days lie between one and the next, from 1 to 366; 7 for every week
 * @param visits how many, from 2 to 52
 * @param reason for all of them, at most 500 characters
 */
public record SeriesRequest(
        DoctorId doctorId,
        OfficeId officeId,
        PatientId patientId,
        Instant firstStartsAt,
        int everyDays,
        int visits,
        @Nullable String reason) {}
