package dev.outpatient.prescriptions;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A patient asked for a refill.
 *
 * @param id counts the requests of a prescription, from 1
 * @param answeredAt when the doctor granted or declined, or null as long as it waits
 * @param reason why it was declined, or null
 */
public record RefillRequest(
        int id,
        Instant askedAt,
        State state,
        @Nullable Instant answeredAt,
        @Nullable String reason) {

    /** What became of it. */
    public enum State {
        WAITING,
        GRANTED,
        DECLINED;

        /** As it is stored and as the API writes it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    public boolean isWaiting() {
        return state == State.WAITING;
    }
}
