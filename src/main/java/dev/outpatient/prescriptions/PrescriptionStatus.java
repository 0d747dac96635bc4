package dev.outpatient.prescriptions;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Whether a prescription stands. It follows from what is stored and the time; it is not stored.
 *
 * <p>One counts as active while it is neither cancelled nor used up. It is used up when no refill is left and the last
 * supply was {@link #SUPPLY} ago, and in any case {@link #LONGEST} after it was prescribed.
 */
public enum PrescriptionStatus {
    ACTIVE,
    CANCELLED,
    USED_UP;

    /** How long what is handed out at a time is reckoned to last. */
    public static final Duration SUPPLY = Duration.ofDays(90);

    /** How long a prescription is good for at most. */
    public static final Duration LONGEST = Duration.ofDays(365);

    static PrescriptionStatus of(Prescription prescription, Instant now) {
        if (prescription.cancellation() != null) {
            return CANCELLED;
        }
        boolean old = now.isAfter(prescription.prescribedAt().plus(LONGEST));
        boolean gone = prescription.refills().left() == 0
                && now.isAfter(prescription
                        .refills()
                        .lastGrantedAt()
                        .orElse(prescription.prescribedAt())
                        .plus(SUPPLY));
        return old || gone ? USED_UP : ACTIVE;
    }

    /** As the API writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
