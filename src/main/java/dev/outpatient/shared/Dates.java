package dev.outpatient.shared;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The dates that a clinic can mean, and that every database keeps. */
public final class Dates {

    private Dates() {}

    /** @throws Problem.Invalid on the field when the date is not of the years 1000 to 9998 */
    public static void check(String field, @Nullable LocalDate date) {
        if (date != null && (date.getYear() < 1000 || date.getYear() > 9998)) {
            throw Problem.Invalid.field(field, "Use a year of four digits.");
        }
    }
}
