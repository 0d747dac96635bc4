package dev.outpatient.audit;

import java.util.Locale;

/** How much a record of the trail matters. */
public enum LogSeverity {
    INFO,
    WARNING,
    ERROR;

    /** As the records and the API have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
