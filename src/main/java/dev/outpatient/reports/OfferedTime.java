package dev.outpatient.reports;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How many minutes working hours offer, by the clock on the wall; the hour of a change of clocks is not looked at. */
final class OfferedTime {

    /** A weekly range; an end at midnight is the end of the day. */
    record Hours(
            DayOfWeek dayOfWeek,
            LocalTime startTime,
            LocalTime endTime,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo) {

        boolean holdOn(LocalDate date) {
            return date.getDayOfWeek() == dayOfWeek
                    && (validFrom == null || !date.isBefore(validFrom))
                    && (validTo == null || !date.isAfter(validTo));
        }

        Range on(LocalDate date) {
            LocalDateTime end =
                    endTime.equals(LocalTime.MIDNIGHT) ? date.plusDays(1).atStartOfDay() : date.atTime(endTime);
            return new Range(date.atTime(startTime), end);
        }
    }

    /** From the start until before the end. */
    record Range(LocalDateTime start, LocalDateTime end) {

        long minutesWithin(Range other) {
            LocalDateTime from = start.isAfter(other.start) ? start : other.start;
            LocalDateTime to = end.isBefore(other.end) ? end : other.end;
            return Math.max(0, ChronoUnit.MINUTES.between(from, to));
        }
    }

    private OfferedTime() {}

    /**
     * @param from the first date
     * @param to the last date
     * @param away when the doctor sees nobody; ranges may overlap
     * @param closed the dates on which the office is shut
     */
    static long minutes(List<Hours> week, LocalDate from, LocalDate to, List<Range> away, Set<LocalDate> closed) {
        List<Range> gone = joined(away);
        return from.datesUntil(to.plusDays(1))
                .filter(date -> !closed.contains(date))
                .flatMap(date ->
                        week.stream().filter(hours -> hours.holdOn(date)).map(hours -> hours.on(date)))
                .mapToLong(open -> open.minutesWithin(open)
                        - gone.stream()
                                .mapToLong(range -> range.minutesWithin(open))
                                .sum())
                .sum();
    }

    /** The same times without any twice. */
    private static List<Range> joined(List<Range> ranges) {
        List<Range> joined = new ArrayList<>();
        for (Range range :
                ranges.stream().sorted(Comparator.comparing(Range::start)).toList()) {
            Range last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && !range.start().isAfter(last.end())) {
                joined.removeLast();
                joined.add(new Range(last.start(), range.end().isAfter(last.end()) ? range.end() : last.end()));
            } else {
                joined.add(range);
            }
        }
        return joined;
    }
}
