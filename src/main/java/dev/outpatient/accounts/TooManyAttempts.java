package dev.outpatient.accounts;

import dev.outpatient.shared.Problem;
import java.time.Duration;

/** Something was tried too often, by whoever sits where the caller does; it may be tried again after a while. */
public final class TooManyAttempts extends Problem {

    private final transient Duration pause;

    private TooManyAttempts(Duration pause) {
        super(Kind.TOO_MANY, "too-many-attempts", "That was tried too often. Wait, then try again.");
        this.pause = pause;
    }

    /** @param pause longer than nothing */
    public static TooManyAttempts waitFor(Duration pause) {
        return new TooManyAttempts(pause);
    }

    /** How long to wait in whole seconds, at least one. */
    public long seconds() {
        return Math.max(1, pause.plusMillis(999).toSeconds());
    }
}
