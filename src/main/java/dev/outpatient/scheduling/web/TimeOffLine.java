package dev.outpatient.scheduling.web;

import dev.outpatient.scheduling.TimeOff;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A time off as a list says it, by the clock of one office.
 *
 * @param lastOn the last date that belongs to it
 * @param wholeDays whether the times can be left out
 */
public record TimeOffLine(
        long id,
        OffsetDateTime startsAt,
        OffsetDateTime endsAt,
        LocalDate firstOn,
        LocalDate lastOn,
        boolean wholeDays,
        @Nullable String reason) {

    static TimeOffLine of(TimeOff off, ZoneId zone) {
        ZonedDateTime start = off.time().start().atZone(zone);
        ZonedDateTime end = off.time().end().atZone(zone);
        boolean whole = isStartOfDay(start) && isStartOfDay(end);
        LocalDate last = end.minusNanos(1).toLocalDate();
        return new TimeOffLine(
                off.id(),
                start.toOffsetDateTime(),
                end.toOffsetDateTime(),
                start.toLocalDate(),
                last,
                whole,
                off.reason());
    }

    private static boolean isStartOfDay(ZonedDateTime time) {
        return time.toLocalDate().atStartOfDay(time.getZone()).toInstant().equals(time.toInstant());
    }
}
