package dev.outpatient.scheduling.web;

import dev.outpatient.scheduling.Appointment;
import java.time.Instant;

/** Whether somebody may still move or cancel an appointment here. */
public enum Change {
    OPEN,
    /** It has not started, but the office wants a call by now. */
    TOO_LATE,
    CLOSED;

    static Change of(Appointment appointment, Instant until, Instant now) {
        if (!appointment.isAhead(now)) {
            return CLOSED;
        }
        return now.isAfter(until) ? TOO_LATE : OPEN;
    }
}
