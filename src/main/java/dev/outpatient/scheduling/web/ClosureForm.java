package dev.outpatient.scheduling.web;

import org.jspecify.annotations.Nullable;

/**
 * A day on which an office is to be closed, as an admin types it.
 *
 * @param sure the day of which the admin was shown that appointments are booked on it
 */
public record ClosureForm(
        @Nullable String date,
        @Nullable String name,
        @Nullable String sure) {

    static final ClosureForm EMPTY = new ClosureForm(null, null, null);

    /** Whether the admin knows what is booked on that day. */
    boolean isSure() {
        return date != null && date.equals(sure);
    }
}
