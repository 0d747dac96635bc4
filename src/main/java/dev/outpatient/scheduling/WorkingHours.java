package dev.outpatient.scheduling;

import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.TimeRange;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A range in a doctor's week in one office, by the clock on its wall.
 *
 * @param endTime midnight is the end of the day
 * @param visitMinutes the length of a visit, a multiple of 5
 * @param validFrom the first date it holds, or null when it always held
 * @param validTo the last date it holds, or null when it has no end
 */
public record WorkingHours(
        DoctorId doctorId,
        OfficeId officeId,
        DayOfWeek dayOfWeek,
        LocalTime startTime,
        LocalTime endTime,
        int visitMinutes,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo) {

    /** Whether the week has it on a date. */
    public boolean holdsOn(LocalDate date) {
        return date.getDayOfWeek() == dayOfWeek
                && (validFrom == null || !date.isBefore(validFrom))
                && (validTo == null || !date.isAfter(validTo));
    }

    /**
     * Whether a visit lies in the range: it starts in it by the clock on the wall, and is over in it by real time, since one that
     * ends when the clocks jump shows a later hour but is not longer.
     *
     * @param startsAt in the zone of the office
     */
    public boolean holds(OfficeId office, OffsetDateTime startsAt, TimeRange visit, ZoneId zone) {
        int minute = startsAt.getHour() * 60 + startsAt.getMinute();
        return officeId.equals(office)
                && holdsOn(startsAt.toLocalDate())
                && minute >= startMinute()
                && minute < endMinute()
                && !visit.end().isAfter(on(startsAt.toLocalDate(), zone).end());
    }

    /** The minute of the day at which the range ends, up to 1440. */
    public int endMinute() {
        return endTime.equals(LocalTime.MIDNIGHT) ? 24 * 60 : minute(endTime);
    }

    public int startMinute() {
        return minute(startTime);
    }

    /** Whether there is a date on which both hold at the same time, by one clock. */
    public boolean overlaps(WorkingHours other) {
        return dayOfWeek == other.dayOfWeek
                && startMinute() < other.endMinute()
                && other.startMinute() < endMinute()
                && (validTo == null || other.validFrom == null || !other.validFrom.isAfter(validTo))
                && (other.validTo == null || validFrom == null || !validFrom.isAfter(other.validTo));
    }

    /** When visits start on a day on which no clock jumps; none when the range can't be. */
    public List<LocalTime> visitTimes() {
        if (visitMinutes < Ticks.MINUTES) {
            return List.of();
        }
        return IntStream.iterate(
                        startMinute(), start -> start + visitMinutes <= endMinute(), start -> start + visitMinutes)
                .mapToObj(minute -> LocalTime.ofSecondOfDay(minute * 60L))
                .toList();
    }

    /**
     * The range on a date, in real time: from the first moment at which the clock shows its start until the last at which
     * it has not come to its end. Where one of them is skipped, the clocks jump over it at that moment.
     */
    TimeRange on(LocalDate date, ZoneId zone) {
        Instant start = WallInstants.start(date.atTime(startTime), zone);
        Instant end = WallInstants.end(date.atStartOfDay().plusMinutes(endMinute()), zone);
        // A range that the clocks skip altogether is as short as can be.
        return new TimeRange(start, end.isAfter(start) ? end : start.plusSeconds(1));
    }

    private static int minute(LocalTime time) {
        return time.getHour() * 60 + time.getMinute();
    }
}
