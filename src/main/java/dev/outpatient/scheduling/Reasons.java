package dev.outpatient.scheduling;

import dev.outpatient.shared.Problem;
import org.jspecify.annotations.Nullable;

/** What people write to an appointment in their own words. */
final class Reasons {

    private static final int LONGEST = 500;

    private Reasons() {}

    /**
     * The text without space around it, or null for nothing.
     *
     * @throws Problem.Invalid naming the field when it is too long
     */
    static @Nullable String checked(String field, @Nullable String text) {
        return checked(field, text, LONGEST);
    }

    static @Nullable String checked(String field, @Nullable String text, int longest) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.strip().length() > longest) {
            throw Problem.Invalid.field(field, "Use at most " + longest + " characters.");
        }
        return text.strip();
    }
}
