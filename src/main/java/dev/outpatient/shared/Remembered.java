package dev.outpatient.shared;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** What a process knows of the stores for a while, by the program's clock. */
public final class Remembered {

    private Remembered() {}

    /**
     * To be built with what looks an answer up.
     *
     * @param most answers; the ones least asked for are forgotten first
     */
    public static Caffeine<Object, Object> lasting(Duration time, int most, Clock clock) {
        return Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterWrite(time)
                .ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos());
    }
}
