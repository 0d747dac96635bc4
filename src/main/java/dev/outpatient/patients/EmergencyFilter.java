package dev.outpatient.patients;

import org.jspecify.annotations.Nullable;

/**
 * Which emergency accesses an admin looks for; what is null does not narrow.
 *
 * @param words a part of the name of the doctor or of the patient
 */
public record EmergencyFilter(
        @Nullable String words, @Nullable State state) {

    /** Whether an admin has looked at it. */
    public enum State {
        WAITING,
        REVIEWED
    }
}
