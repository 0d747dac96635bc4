package dev.outpatient.shared;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The dates that a clinic can mean, and that every database keeps. */
public final class Dates {

    private Dates() {}

    /** Whether a date is of the years 1000 to 9998. */
    public static boolean isMeant(LocalDate date) {
        return date.getYear() >= 1000 && date.getYear() <= 9998;
    }

    /** @throws Problem.Invalid on the field when the date is not of the years 1000 to 9998 */
    public static void check(String field, @Nullable LocalDate date) {
        if (date != null && !isMeant(date)) {
            throw Problem.Invalid.field(field, "Use a year of four digits.");
        }
    }
}
