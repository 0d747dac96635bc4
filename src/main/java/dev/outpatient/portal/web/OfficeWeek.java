package dev.outpatient.portal.web;

import dev.outpatient.directory.Office;
import dev.outpatient.scheduling.WorkingHours;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/** When a doctor works in an office, as one reads it on a door: days in a row with the same hours share a line. */
public record OfficeWeek(Office office, List<Line> lines) {

    /** From and to, by the clock on the wall. */
    public record Range(LocalTime startTime, LocalTime endTime) {}

    /**
     * Some days of the week, one after the other.
     *
     * @param last the same as {@code first} where it is one day
     */
    public record Line(DayOfWeek first, DayOfWeek last, List<Range> ranges) {

        /** Two days: nobody says that of them that they go from one to the other. */
        public boolean isPair() {
            return first.getValue() + 1 == last.getValue();
        }

        private boolean continuesOn(DayOfWeek day, List<Range> hours) {
            return last.getValue() + 1 == day.getValue() && ranges.equals(hours);
        }
    }

    /** The hours of the seven days from a date on, without those that are over by then or begin later. */
    static OfficeWeek of(Office office, List<WorkingHours> hours, LocalDate from) {
        List<Line> lines = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            LocalDate date = from.with(TemporalAdjusters.nextOrSame(day));
            List<Range> ranges = hours.stream()
                    .filter(range -> range.officeId().equals(office.id()) && range.holdsOn(date))
                    .map(range -> new Range(range.startTime(), range.endTime()))
                    .distinct()
                    .toList();
            if (ranges.isEmpty()) {
                continue;
            }
            Line line = new Line(day, day, ranges);
            if (!lines.isEmpty() && lines.getLast().continuesOn(day, ranges)) {
                line = new Line(lines.removeLast().first(), day, ranges);
            }
            lines.add(line);
        }
        return new OfficeWeek(office, lines);
    }
}
