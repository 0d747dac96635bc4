package dev.outpatient.scheduling;

import java.util.Locale;

/** Where an appointment stands. Arrival and no-show are told by its other fields. */
public enum AppointmentStatus {
    SCHEDULED,
    COMPLETED,
    CANCELLED;

    /** The lower-case word used in the database and the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static AppointmentStatus ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
