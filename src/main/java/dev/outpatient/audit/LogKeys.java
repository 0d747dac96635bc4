package dev.outpatient.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What log_key finds records by. */
final class LogKeys {

    static final String USER = "user";
    static final String SUBJECT = "subject";
    static final String REFERENCE = "reference";
    static final String SEVERITY = "severity";
    static final String HOUR = "hour";

    /** Those that are an id in the record, in a field of that name with _id behind it. */
    static final List<String> PARTS = List.of(USER, SUBJECT, REFERENCE);

    private LogKeys() {}

    /** The hour as the key has it: text in the order of time. */
    static String hour(Instant at) {
        return at.truncatedTo(ChronoUnit.HOURS).toString();
    }
}
