package dev.outpatient.scheduling.web;

import dev.outpatient.shared.TimeRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/**
 * Turns dates and times of an office's wall clock into the time that a doctor is away. Where the clocks jump, the range
 * covers whatever the wall shows: an hour that occurs twice is away twice, one that is skipped is no time at all.
 */
final class AwayRange {

    private AwayRange() {}

    /**
     * From the first moment of a date to the last one of another.
     *
     * @param last belongs to it
     * @return empty when it comes before the first
     */
    static Optional<TimeRange> days(LocalDate first, LocalDate last, ZoneId zone) {
        return range(
                first.atStartOfDay(zone).toInstant(),
                last.plusDays(1).atStartOfDay(zone).toInstant());
    }

    /**
     * Some hours of a date.
     *
     * @param end midnight is the end of the day
     * @return empty when it does not come after the start
     */
    static Optional<TimeRange> hours(LocalDate on, LocalTime start, LocalTime end, ZoneId zone) {
        LocalDate lastOn = end.equals(LocalTime.MIDNIGHT) ? on.plusDays(1) : on;
        if (!on.atTime(start).isBefore(lastOn.atTime(end))) {
            return Optional.empty();
        }
        return range(instant(on.atTime(start), zone, true), instant(lastOn.atTime(end), zone, false));
    }

    private static Optional<TimeRange> range(Instant start, Instant end) {
        return start.isBefore(end) ? Optional.of(new TimeRange(start, end)) : Optional.empty();
    }

    private static Instant instant(LocalDateTime wall, ZoneId zone, boolean earlier) {
        ZoneOffsetTransition jump = zone.getRules().getTransition(wall);
        if (jump == null) {
            return wall.atZone(zone).toInstant();
        }
        if (jump.isGap()) {
            return jump.getInstant();
        }
        return wall.toInstant(earlier ? jump.getOffsetBefore() : jump.getOffsetAfter());
    }
}
