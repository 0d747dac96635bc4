package dev.outpatient.feedback;

import dev.outpatient.shared.DoctorId;
import org.jspecify.annotations.Nullable;

/**
 * Which feedback an admin looks for among that of all doctors; what is null does not narrow.
 *
 * @param rating 1 to 5
 */
public record FeedbackFilter(
        @Nullable DoctorId doctorId,
        @Nullable Integer rating,
        @Nullable State state) {

    /** Whether others than admins may read the words. */
    public enum State {
        SHOWN,
        HIDDEN
    }
}
