package dev.outpatient.scheduling.web;

import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a patient adds to the time.
 *
 * @param key tells a form that was sent twice from a second booking
 */
record BookForm(
        @Size(max = 500, message = "{book.reason.long}") @Nullable
        String reason,

        @Size(max = 64) @Nullable String key) {

    static BookForm of(@Nullable String reason) {
        return new BookForm(reason, UUID.randomUUID().toString());
    }
}
