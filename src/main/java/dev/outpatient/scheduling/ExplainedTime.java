package dev.outpatient.scheduling;

import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a doctor's day in an office, and why it can't be booked.
 *
 * @param startsAt by the clock at the office
 * @param reason null when it is free
 * @param detail what stands behind the reason, for those who may know: a patient's name, what the time off is for, what
 *     the closure is called; else null
 * @param appointmentId the appointment that takes the time, for those who may know; else null
 */
public record ExplainedTime(
        OffsetDateTime startsAt,
        OffsetDateTime endsAt,
        @Nullable Reason reason,
        @Nullable String detail,
        @Nullable Long appointmentId) {

    /** What takes a time, in the order in which it is looked for: the first that does is told. */
    public enum Reason {
        NO_HOURS,
        TIME_OFF,
        CLOSURE,
        BOOKED,
        HELD,
        PAST,
        NOTICE,
        HORIZON,
        BUFFER;

        /** The stable name, such as {@code no-hours}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
