package dev.outpatient.scheduling.web;

import java.time.LocalTime;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The hours over which bars of several days are drawn, so that the same time stands at the same place.
 *
 * @param from the minute of the day at which the bars begin, on the hour
 * @param to where they end
 */
public record DayScale(int from, int to) {

    private static final int HOUR = 60;
    private static final int DAY_BEGINS = 8 * HOUR;
    private static final int DAY_ENDS = 18 * HOUR;

    /** With room for all that starts and ends at some minutes of the day, and for a usual day. */
    static DayScale of(IntStream starts, IntStream ends) {
        int from = starts.reduce(DAY_BEGINS, Math::min);
        int to = ends.reduce(DAY_ENDS, Math::max);
        return new DayScale(from / HOUR * HOUR, (to + HOUR - 1) / HOUR * HOUR);
    }

    public int length() {
        return to - from;
    }

    /** A line at every full hour, as the path of an SVG. */
    public String grid() {
        return IntStream.iterate(from + HOUR, minute -> minute < to, minute -> minute + HOUR)
                .mapToObj(minute -> "M" + minute + " 0v12")
                .collect(Collectors.joining());
    }

    public LocalTime begin() {
        return LocalTime.ofSecondOfDay(from * 60L);
    }

    /** Midnight where the bars reach the end of the day. */
    public LocalTime end() {
        return to >= 24 * HOUR ? LocalTime.MIDNIGHT : LocalTime.ofSecondOfDay(to * 60L);
    }
}
