package dev.outpatient.scheduling;

import dev.outpatient.shared.OfficeId;
import java.time.LocalDate;

/**
 * A date on which an office sees nobody, such as a public holiday.
 *
 * @param closedOn by the calendar on the office's wall
 */
public record Closure(long id, OfficeId officeId, LocalDate closedOn, String name) {}
