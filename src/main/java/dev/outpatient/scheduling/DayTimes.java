package dev.outpatient.scheduling;

import dev.outpatient.directory.Office;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
}
