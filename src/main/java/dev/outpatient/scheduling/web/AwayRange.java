package dev.outpatient.scheduling.web;

import dev.outpatient.scheduling.WallInstants;
import dev.outpatient.shared.TimeRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
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
        return between(on.atTime(start), lastOn.atTime(end), zone);
    }

    /**
     * From one time on the wall to another.
     *
     * @return empty when it does not come after the start
     */
    static Optional<TimeRange> between(LocalDateTime start, LocalDateTime end, ZoneId zone) {
        return start.isBefore(end)
                ? range(WallInstants.start(start, zone), WallInstants.end(end, zone))
                : Optional.empty();
    }

    private static Optional<TimeRange> range(Instant start, Instant end) {
        return start.isBefore(end) ? Optional.of(new TimeRange(start, end)) : Optional.empty();
    }
}
