package dev.outpatient.scheduling;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the clock on a wall shows during a date, found by looking at it every five minutes of real time. */
final class WallClock {

    /**
     * One look at the clock.
     *
     * @param minute the minute of the day that it shows
     */
    record Look(Instant at, int minute) {

        Instant next() {
            return at.plusSeconds(300);
        }
    }

    private record Page(ZoneId zone, LocalDate date) {}

    private static final Map<Page, List<Look>> PAGES = new ConcurrentHashMap<>();

    private WallClock() {}

    /** In the order in which they happen; a minute that is skipped is missing, one that occurs twice is there twice. */
    static List<Look> during(LocalDate date, ZoneId zone) {
        return PAGES.computeIfAbsent(new Page(zone, date), page -> {
            List<Look> looks = new ArrayList<>();
            Instant at = date.minusDays(2).atStartOfDay().toInstant(ZoneOffset.UTC);
            Instant end = date.plusDays(3).atStartOfDay().toInstant(ZoneOffset.UTC);
            for (; at.isBefore(end); at = at.plusSeconds(300)) {
                ZonedDateTime wall = at.atZone(zone);
                if (wall.toLocalDate().equals(date)) {
                    looks.add(new Look(at, wall.getHour() * 60 + wall.getMinute()));
                }
            }
            return List.copyOf(looks);
        });
    }
}
