package dev.outpatient.scheduling;

import dev.outpatient.directory.Office;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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
        @Nullable Slot next) {

    /**
     * A line for each date, those without free times too.
     *
     * @param otherwise the office that a date without free times is told of, or null to leave the date out
     */
    public List<DayTimes> eachDay(Function<LocalDate, @Nullable Office> otherwise) {
        List<DayTimes> each = new ArrayList<>();
        start.datesUntil(end.plusDays(1)).forEach(date -> {
            List<DayTimes> own =
                    days.stream().filter(day -> day.date().equals(date)).toList();
            Office office = own.isEmpty() ? otherwise.apply(date) : null;
            each.addAll(office == null ? own : List.of(new DayTimes(date, office, List.of())));
        });
        return each;
    }
}
