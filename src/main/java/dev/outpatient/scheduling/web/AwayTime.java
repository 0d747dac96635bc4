package dev.outpatient.scheduling.web;

import dev.outpatient.scheduling.TimeOff;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/**
 * What falls on one date of a doctor's time off, by the clock on a wall.
 *
 * @param startsAt not before the date
 * @param endsAt not after it; midnight is its end
 */
public record AwayTime(
        TimeOff timeOff, OffsetDateTime startsAt, OffsetDateTime endsAt, boolean fromStart, boolean toEnd) {

    static AwayTime on(LocalDate date, TimeOff timeOff, ZoneId zone) {
        Instant dayStart = date.atStartOfDay(zone).toInstant();
        Instant dayEnd = date.plusDays(1).atStartOfDay(zone).toInstant();
        Instant start = timeOff.time().start();
        Instant end = timeOff.time().end();
        boolean fromStart = !start.isAfter(dayStart);
        boolean toEnd = !end.isBefore(dayEnd);
        return new AwayTime(
                timeOff,
                (fromStart ? dayStart : start).atZone(zone).toOffsetDateTime(),
                (toEnd ? dayEnd : end).atZone(zone).toOffsetDateTime(),
                fromStart,
                toEnd);
    }

    /** How its words are put: {@code all-day}, {@code until}, {@code from} or {@code range}. */
    public String extent() {
        if (fromStart) {
            return toEnd ? "all-day" : "until";
        }
        return toEnd ? "from" : "range";
    }
}
