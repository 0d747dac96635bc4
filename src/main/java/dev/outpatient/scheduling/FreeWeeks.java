package dev.outpatient.scheduling;

import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Office;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Shows the free times of a doctor, in all of the doctor's offices, a week at a time. */
@Service
public class FreeWeeks {

    private static final int WEEK = 7;
    /** Nobody books further ahead. */
    private static final int YEARS = 2;
    /** More than any doctor offers in a week. */
    private static final int TIMES = 1000;

    private final SlotSearch slots;
    private final Directory directory;
    private final Clock clock;

    FreeWeeks(SlotSearch slots, Directory directory, Clock clock) {
        this.slots = slots;
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * @param viewer as {@link SlotSearch#search(Actor, SlotFilter, int)}
     * @param from the first date at the office; what is null, past or too far ahead is today
     */
    public FreeWeek of(@Nullable Actor viewer, DoctorId doctor, @Nullable LocalDate from) {
        LocalDate today = today(doctor);
        boolean sensible = from != null && from.isAfter(today) && from.isBefore(today.plusYears(YEARS));
        LocalDate start = from != null && sensible ? from : today;
        LocalDate end = start.plusDays(WEEK - 1);
        List<Slot> week = slots.search(viewer, between(doctor, start, end), TIMES);
        Slot next = week.isEmpty()
                ? slots.search(viewer, between(doctor, start, null), 1).stream()
                        .findFirst()
                        .orElse(null)
                : null;
        LocalDate before = start.minusDays(WEEK);
        LocalDate earlier = start.equals(today) ? null : before.isBefore(today) ? today : before;
        return new FreeWeek(start, end, DayTimes.of(week), earlier, start.plusDays(WEEK), next);
    }

    /** The date on the wall of the office where it is earliest. */
    private LocalDate today(DoctorId doctor) {
        return directory.officesOf(List.of(doctor)).getOrDefault(doctor, List.of()).stream()
                .map(Office::timeZone)
                .map(zone -> LocalDate.now(clock.withZone(zone)))
                .min(Comparator.naturalOrder())
                .orElseGet(() -> LocalDate.now(clock));
    }

    private static SlotFilter between(DoctorId doctor, LocalDate from, @Nullable LocalDate to) {
        return new SlotFilter(doctor, null, null, null, null, from, to, null);
    }
}
