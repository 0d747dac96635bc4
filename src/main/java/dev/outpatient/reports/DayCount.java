package dev.outpatient.reports;

import java.time.LocalDate;

/** How many appointments a day has, by what became of them; cancelled ones are those that were called off. */
public record DayCount(LocalDate date, long scheduled, long completed, long noShows, long cancelled) {

    /** Those that take a time of somebody's day. */
    public long kept() {
        return scheduled + completed + noShows;
    }
}
