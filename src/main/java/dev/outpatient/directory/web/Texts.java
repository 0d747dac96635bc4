package dev.outpatient.directory.web;

import org.jspecify.annotations.Nullable;

/** What a form sends: an empty text where nothing was typed. */
final class Texts {

    private Texts() {}

    /** The text without space around it, or null when nothing was typed. */
    static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
