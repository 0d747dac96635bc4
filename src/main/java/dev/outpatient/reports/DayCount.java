package dev.outpatient.reports;

import java.time.LocalDate;
import java.util.OptionalDouble;

/** How many appointments a day has, by what became of them; cancelled ones are those that were called off. */
public record DayCount(LocalDate date, long scheduled, long completed, long noShows, long cancelled) {

    /** Those that take a time of somebody's day. */
    public long kept() {
        return scheduled + completed + noShows;
    }

    /** The share of those expected who came, or empty where nobody was expected yet. */
    public OptionalDouble showRate() {
        long expected = completed + noShows;
        return expected == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) completed / expected);
    }

    /** The same days as one, of the date of the first. */
    public DayCount and(DayCount other) {
        return new DayCount(
                date,
                scheduled + other.scheduled,
                completed + other.completed,
                noShows + other.noShows,
                cancelled + other.cancelled);
    }
}
