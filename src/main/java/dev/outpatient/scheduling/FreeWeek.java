package dev.outpatient.scheduling;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A week of a doctor's free times, to be looked through week by week.
 *
 * @param earlier where the week before starts, or null when it has passed
 * @param later where the week after starts
 * @param next the first free time after the week, when there is none in it; null without any
 */
public record FreeWeek(
        LocalDate start,
        LocalDate end,
        List<DayTimes> days,
        @Nullable LocalDate earlier,
        LocalDate later,
        @Nullable Slot next) {}
