package dev.outpatient.shared;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The dates and moments that a clinic can mean, and that every database keeps. */
public final class Dates {

    private static final int FIRST_YEAR = 1000;
    private static final int LAST_YEAR = 9998;

    private static final Instant FIRST = startOf(FIRST_YEAR);
    private static final Instant END = startOf(LAST_YEAR + 1);

    private Dates() {}

    /** Whether the date is of the years 1000 to 9998. */
    public static boolean isMeant(LocalDate date) {
        return date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR;
    }

    /** @throws Problem.Invalid on the field when the date is not of the years 1000 to 9998 */
    public static void check(String field, @Nullable LocalDate date) {
        if (date != null && !isMeant(date)) {
            throw Problem.Invalid.field(field, "Use a year of four digits.");
        }
    }

    /** @throws Problem.Invalid on the field when the moment is not of the years 1000 to 9998, in UTC */
    public static void check(String field, Instant at) {
        if (at.isBefore(FIRST) || !at.isBefore(END)) {
            throw Problem.Invalid.field(field, "Use a year of four digits.");
        }
    }

    private static Instant startOf(int year) {
        return LocalDate.of(year, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
