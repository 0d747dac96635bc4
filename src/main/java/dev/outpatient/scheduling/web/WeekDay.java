package dev.outpatient.scheduling.web;

import dev.outpatient.directory.Office;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/**
 * A date of a doctor's week.
 *
 * @param rows visits and time off in order, without cancelled visits
 * @param closed the doctor's offices that see nobody on it
 * @param hours when the doctor works where
 */
public record WeekDay(LocalDate date, List<DayRow> rows, List<ClosedOffice> closed, List<Opening> hours) {

    /** A range of working hours, by the clock on the office's wall. */
    public record Opening(Office office, LocalDateTime startsAt, LocalDateTime endsAt) {}

    public boolean isEmpty() {
        return rows.isEmpty() && closed.isEmpty() && hours.isEmpty();
    }
}
