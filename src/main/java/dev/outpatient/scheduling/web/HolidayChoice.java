package dev.outpatient.scheduling.web;

import dev.outpatient.directory.Office;
import dev.outpatient.scheduling.Closures;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose public holidays an admin looks at, and what there is to choose from.
 *
 * @param days null as long as nobody asked
 * @param problem the name of what can't be, or null
 */
public record HolidayChoice(
        String country,
        String subdivision,
        String year,
        @Nullable List<Day> days,
        @Nullable String problem) {

    private static final String FIRST_COUNTRY = "US";

    /**
     * A holiday.
     *
     * @param closed whether the office is closed on it already
     */
    public record Day(LocalDate date, String name, boolean closed) {

        static Day of(Closures.Day day, List<LocalDate> closed) {
            return new Day(day.date(), day.name(), closed.contains(day.date()));
        }
    }

    static HolidayChoice of(
            @Nullable String country,
            @Nullable String subdivision,
            @Nullable String year,
            Office office,
            LocalDate today) {
        String state = office.details().state();
        String region = subdivision == null ? state : subdivision;
        return new HolidayChoice(
                country == null ? FIRST_COUNTRY : country.strip(),
                region == null ? "" : region.strip(),
                year == null ? Integer.toString(today.plusMonths(1).getYear()) : year.strip(),
                null,
                null);
    }

    HolidayChoice with(List<Day> found) {
        return new HolidayChoice(country, subdivision, year, found, null);
    }

    HolidayChoice refused(String field) {
        return new HolidayChoice(country, subdivision, year, null, field);
    }

    /** The same, with the days to choose again: none was. */
    HolidayChoice without() {
        return new HolidayChoice(country, subdivision, year, days, "day");
    }

    /** Whether there is a day left to close on. */
    public boolean isOpen() {
        return days != null && days.stream().anyMatch(day -> !day.closed());
    }
}
