package dev.outpatient.reports;

import dev.outpatient.shared.DoctorId;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A line of the report of a day.
 *
 * @param appointmentTime by the clock on the office's wall
 * @param timeZone that of the clock
 * @param status {@code scheduled}, {@code completed} or {@code cancelled}
 */
public record DailyVisit(
        DoctorId doctorId,
        String doctorName,
        LocalDateTime appointmentTime,
        ZoneId timeZone,
        String status,
        String patientName,
        @Nullable String patientPhone) {}
