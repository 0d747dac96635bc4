package dev.outpatient.scheduling;

import dev.outpatient.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The times that working hours offer on a date, before anybody has booked: pure functions.
 *
 * <p>Visits follow each other by the wall clock from the start of the range. A wall time that the clocks skip is not
 * offered; one that occurs twice is offered twice, as two instants. A visit lasts its minutes in real time and ends
 * within the range.
 */
final class OfferedTimes {

    private OfferedTimes() {}

    /** The visits of one range on one date, in the order in which they happen. */
    static List<TimeRange> on(LocalDate date, WorkingHours hours, ZoneId zone) {
        if (!hours.holdsOn(date)) {
            return List.of();
        }
        ZoneRules rules = zone.getRules();
        Instant close = hours.on(date, zone).end();
        Duration length = Duration.ofMinutes(hours.visitMinutes());
        List<TimeRange> offered = new ArrayList<>();
        int last = hours.endMinute() - 1;
        for (int minute = hours.startMinute(); minute <= last; minute += hours.visitMinutes()) {
            LocalDateTime wall = date.atStartOfDay().plusMinutes(minute);
            for (ZoneOffset offset : rules.getValidOffsets(wall)) {
                TimeRange visit = TimeRange.of(wall.toInstant(offset), length);
                if (!visit.end().isAfter(close)) {
                    offered.add(visit);
                }
            }
        }
        offered.sort(Comparator.comparing(TimeRange::start));
        return offered;
    }
}
