package dev.outpatient.scheduling.web;

import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is added to the time.
 *
 * @param key tells a form that was sent twice from a second booking
 * @param patient what somebody of the clinic typed to find the patient; patients leave out both
 * @param patientId the patient who was found
 */
public record BookForm(
        @Size(max = 500, message = "{book.reason.long}") @Nullable
        String reason,

        @Size(max = 64) @Nullable String key,
        @Nullable String patient,
        @Nullable Long patientId) {

    /** The same to be sent as a booking of its own. */
    BookForm anew() {
        return new BookForm(reason, UUID.randomUUID().toString(), patient, patientId);
    }
}
