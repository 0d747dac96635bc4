package dev.outpatient.scheduling;

import dev.outpatient.directory.Office;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The free times of one day in one office. */
public record DayTimes(LocalDate date, Office office, List<Slot> slots) {

    private record Key(LocalDate date, Office office) {}

    /** Groups free times, keeping their order. */
    public static List<DayTimes> of(List<Slot> slots) {
        Map<Key, List<Slot>> groups = new LinkedHashMap<>();
        for (Slot slot : slots) {
            groups.computeIfAbsent(new Key(slot.startsAt().toLocalDate(), slot.office()), key -> new ArrayList<>())
                    .add(slot);
        }
        return groups.entrySet().stream()
                .map(group -> new DayTimes(group.getKey().date(), group.getKey().office(), group.getValue()))
                .toList();
    }

    /**
     * A line for each date from {@code start} on, those without free times too.
     *
     * @param otherwise the office that a date without free times is told of, or null to leave the date out
     */
    public static List<DayTimes> ofEach(
            LocalDate start, int days, List<Slot> slots, Function<LocalDate, @Nullable Office> otherwise) {
        List<DayTimes> free = of(slots);
        List<DayTimes> each = new ArrayList<>();
        start.datesUntil(start.plusDays(days)).forEach(date -> {
            List<DayTimes> own =
                    free.stream().filter(day -> day.date().equals(date)).toList();
            Office office = own.isEmpty() ? otherwise.apply(date) : null;
            each.addAll(office == null ? own : List.of(new DayTimes(date, office, List.of())));
        });
        return each;
    }
}
