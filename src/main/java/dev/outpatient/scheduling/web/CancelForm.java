package dev.outpatient.scheduling.web;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Somebody calls an appointment off.
 *
 * @param version the version the person saw, so that nobody cancels what was moved meanwhile
 */
public record CancelForm(
        @Size(max = 500, message = "{book.reason.long}") @Nullable
        String reason,

        @Nullable Integer version) {}
