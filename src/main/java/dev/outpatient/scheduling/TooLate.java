package dev.outpatient.scheduling;

import dev.outpatient.shared.Problem;
import java.time.Instant;
import java.util.Map;

/** A patient cancels or moves later than the office lets patients do. */
public final class TooLate extends Problem {

    private final transient Instant until;

    private TooLate(Instant until) {
        super(Kind.CONFLICT, "too-late", "It is too late to change this appointment online. Call the office.");
        this.until = until;
    }

    static TooLate since(Instant until) {
        return new TooLate(until);
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("until", until.toString());
    }
}
