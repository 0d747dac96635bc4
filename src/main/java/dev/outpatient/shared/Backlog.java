package dev.outpatient.shared;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What waits in an outbox.
 *
 * @param oldestAt when the oldest of it was left there, or null where nothing waits
 */
public record Backlog(long count, @Nullable Instant oldestAt) {

    /** How long the oldest has waited; nothing where nothing waits. */
    public Duration age(Instant now) {
        return oldestAt == null || oldestAt.isAfter(now) ? Duration.ZERO : Duration.between(oldestAt, now);
    }
}
