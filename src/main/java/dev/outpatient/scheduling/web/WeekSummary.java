package dev.outpatient.scheduling.web;

import dev.outpatient.scheduling.WorkingHours;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A doctor's week in an office in a few words.
 *
 * @param days on which the doctor works, Monday first
 * @param minutes in all
 */
public record WeekSummary(List<DayOfWeek> days, int minutes) {

    private static final int HOUR = 60;

    /** From so many days in a row on, only the first and the last are named. */
    private static final int RUN = 3;

    /** Days in a row, or one. */
    public record Run(DayOfWeek first, DayOfWeek last) {

        public boolean isSingle() {
            return first == last;
        }
    }

    /** @param today ranges that are over or have not begun do not count */
    static WeekSummary of(List<WorkingHours> ranges, LocalDate today) {
        List<WorkingHours> held = ranges.stream()
                .filter(range -> range.validFrom() == null || !range.validFrom().isAfter(today))
                .filter(range -> range.validTo() == null || !range.validTo().isBefore(today))
                .toList();
        return new WeekSummary(
                held.stream().map(WorkingHours::dayOfWeek).distinct().sorted().toList(),
                held.stream()
                        .mapToInt(range -> range.endMinute() - range.startMinute())
                        .sum());
    }

    /** The days as people say them: Monday to Friday, and Sunday. */
    public List<Run> runs() {
        List<Run> runs = new ArrayList<>();
        int from = 0;
        while (from < days.size()) {
            int to = from;
            while (to + 1 < days.size() && days.get(to + 1) == days.get(to).plus(1)) {
                to++;
            }
            if (to - from + 1 >= RUN) {
                runs.add(new Run(days.get(from), days.get(to)));
            } else {
                days.subList(from, to + 1).forEach(day -> runs.add(new Run(day, day)));
            }
            from = to + 1;
        }
        return runs;
    }

    double hours() {
        return minutes / (double) HOUR;
    }

    public int wholeHours() {
        return minutes / HOUR;
    }

    public int restMinutes() {
        return minutes % HOUR;
    }
}
