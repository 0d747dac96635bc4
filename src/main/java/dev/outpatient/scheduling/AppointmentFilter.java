package dev.outpatient.scheduling;

import dev.outpatient.shared.Dates;
import dev.outpatient.shared.DoctorId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which appointments somebody looks for, among those the person may see; what is null does not narrow.
 *
 * @param status cancelled appointments are past, unless asked for by status
 * @param date the date at the office
 * @param patientName a part of the patient's name
 */
public record AppointmentFilter(
        @Nullable When when,
        @Nullable AppointmentStatus status,
        @Nullable LocalDate date,
        @Nullable DoctorId doctorId,
        @Nullable String patientName) {

    public AppointmentFilter {
        Dates.check("date", date);
    }

    public static final AppointmentFilter NONE = new AppointmentFilter(null, null, null, null, null);

    /** Upcoming: not over and not cancelled, soonest first. Past: the rest, latest first. */
    public enum When {
        UPCOMING,
        PAST
    }
}
