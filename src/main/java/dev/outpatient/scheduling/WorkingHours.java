package dev.outpatient.scheduling;

import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.TimeRange;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
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

    boolean holdsOn(LocalDate date) {
        return date.getDayOfWeek() == dayOfWeek
                && (validFrom == null || !date.isBefore(validFrom))
                && (validTo == null || !date.isAfter(validTo));
    }

    /** The minute of the day at which the range ends, up to 1440. */
    int endMinute() {
        return endTime.equals(LocalTime.MIDNIGHT) ? 24 * 60 : minute(endTime);
    }

    int startMinute() {
        return minute(startTime);
    }

    boolean overlaps(WorkingHours other) {
        return dayOfWeek == other.dayOfWeek
                && startMinute() < other.endMinute()
                && other.startMinute() < endMinute()
                && (validTo == null || other.validFrom == null || !other.validFrom.isAfter(validTo))
                && (other.validTo == null || validFrom == null || !validFrom.isAfter(other.validTo));
    }

    /** The range on a date, in real time. Where the clocks jump it is as long as they make it. */
    TimeRange on(LocalDate date, ZoneId zone) {
        Instant start = date.atTime(startTime).atZone(zone).toInstant();
        Instant end = date.atStartOfDay()
                .plusMinutes(endMinute())
                .atZone(zone)
                .withLaterOffsetAtOverlap()
                .toInstant();
        // A range that the clocks skip altogether is as short as can be.
        return new TimeRange(start, end.isAfter(start) ? end : start.plusSeconds(1));
    }

    private static int minute(LocalTime time) {
        return time.getHour() * 60 + time.getMinute();
    }
}
