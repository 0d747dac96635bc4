package dev.outpatient.prescriptions;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How often a prescription may be filled again, and how often it was.
 *
 * @param allowed after the first supply
 * @param used never more than allowed
 * @param requests what the patient asked for, oldest first; at most the last one waits
 */
public record Refills(int allowed, int used, List<RefillRequest> requests) {

    /** The most that a doctor can allow. */
    public static final int MOST = 12;

    public static final Refills NONE = allowed(0);

    public static Refills allowed(int allowed) {
        return new Refills(allowed, 0, List.of());
    }

    public int left() {
        return allowed - used;
    }

    /** The request that waits for the doctor. */
    public Optional<RefillRequest> waiting() {
        return requests.stream().filter(RefillRequest::isWaiting).findFirst();
    }

    Optional<Instant> lastGrantedAt() {
        return requests.stream()
                .filter(request -> request.state() == RefillRequest.State.GRANTED)
                .map(RefillRequest::answeredAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder());
    }
}
