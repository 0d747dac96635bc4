package dev.outpatient.scheduling;

import dev.outpatient.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The grid of the calendar: UTC days of 288 ticks, each of five minutes. */
final class Ticks {

    static final int MINUTES = 5;
    static final int PER_DAY = 24 * 60 / MINUTES;

    private static final long SECONDS = MINUTES * 60L;

    /**
     * The part of a time range that falls on one UTC day.
     *
     * @param from the first tick
     * @param to the tick after the last one, at most 288
     */
    record OnDay(LocalDate day, int from, int to) {}

    private Ticks() {}

    static boolean isOnGrid(Instant instant) {
        return instant.getNano() == 0 && instant.getEpochSecond() % SECONDS == 0;
    }

    /** The ticks that a range touches, day by day. */
    static List<OnDay> of(TimeRange range) {
        long first = Math.floorDiv(range.start().getEpochSecond(), SECONDS);
        long end = -Math.floorDiv(-ceilSecond(range.end()), SECONDS);
        List<OnDay> parts = new ArrayList<>(2);
        while (first < end) {
            long day = Math.floorDiv(first, PER_DAY);
            long midnight = (day + 1) * PER_DAY;
            parts.add(new OnDay(LocalDate.ofEpochDay(day), (int) Math.floorMod(first, (long) PER_DAY), (int)
                    (Math.min(end, midnight) - day * PER_DAY)));
            first = midnight;
        }
        return parts;
    }

    /**
     * A visit as the calendar takes it: from the tick in which it starts up to that in which it ends, at least one. So of
     * visits that follow each other without a gap, each as long as a tick or longer, the next begins where one ends.
     */
    static TimeRange round(Instant start, Duration length) {
        long from = Math.floorDiv(start.getEpochSecond(), SECONDS);
        long to = Math.floorDiv(start.plus(length).getEpochSecond(), SECONDS);
        return new TimeRange(
                Instant.ofEpochSecond(from * SECONDS), Instant.ofEpochSecond(Math.max(to, from + 1) * SECONDS));
    }

    static LocalDate day(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static long ceilSecond(Instant instant) {
        return instant.getNano() == 0 ? instant.getEpochSecond() : instant.getEpochSecond() + 1;
    }
}
