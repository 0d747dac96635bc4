package dev.outpatient.scheduling.web;

import dev.outpatient.scheduling.WorkingHours;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;

/**
 * A doctor's week in an office in a few words.
 *
 * @param days on which the doctor works, Monday first
 * @param hours in all
 */
record WeekSummary(List<DayOfWeek> days, double hours) {

    private static final double MINUTES = 60;

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
                                .sum()
                        / MINUTES);
    }
}
