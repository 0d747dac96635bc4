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
 * @param noShow whether it is cancelled as the patient did not come
 */
public record DailyVisit(
        DoctorId doctorId,
        String doctorName,
        LocalDateTime appointmentTime,
        ZoneId timeZone,
        String status,
        boolean noShow,
        String patientName,
        @Nullable String patientPhone) {

    /** The name of the status badge: a no-show has its own. */
    public String state() {
        return noShow ? "no_show" : status;
    }
}
