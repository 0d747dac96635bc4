package dev.outpatient.scheduling.web;

import org.jspecify.annotations.Nullable;

/** A day on which an office is to be closed, as an admin types it. */
public record ClosureForm(@Nullable String date, @Nullable String name) {

    static final ClosureForm EMPTY = new ClosureForm(null, null);
}
