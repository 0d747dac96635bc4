package dev.outpatient.scheduling;

import dev.outpatient.scheduling.DayVersionRepository.Owner;
import dev.outpatient.scheduling.DayVersionRepository.State;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Dates;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * Tells whether a day is still as it was, by a word that is another one after each change: an appointment that comes,
 * goes, is moved or takes a step, and another schedule of the doctor or the office. The word follows from what is
 * committed, so all nodes say the same, and says nothing else.
 */
@Service
public class DayVersions {

    private final DayVersionRepository days;
    private final Schedules schedules;

    DayVersions(DayVersionRepository days, Schedules schedules) {
        this.days = days;
        this.schedules = schedules;
    }

    /**
     * The version of a day. Asked for before the day itself is read, it is never newer than what was read.
     *
     * @throws Problem.NotFound when it is the day of another doctor
     * @throws Problem.Forbidden when it is the day of an office and the actor no admin
     */
    public String get(Actor actor, WatchedDay day) {
        switch (day.kind()) {
            case DOCTOR -> {
                if (!actor.is(new DoctorId(day.ownerId()))) {
                    throw Problem.NotFound.of("doctor");
                }
            }
            case OFFICE -> {
                if (!actor.isAdmin()) {
                    throw Problem.Forbidden.to("see the day of an office");
                }
            }
        }
        Dates.check("date", day.date());
        return Objects.requireNonNull(list(List.of(day)).get(day));
    }

    /** The versions of days, however many in two statements, for those who were let in by {@link #get}. */
    public Map<WatchedDay, String> list(Collection<WatchedDay> wanted) {
        Schedule schedule = schedules.current();
        Map<WatchedDay, Set<Owner>> owners = new HashMap<>();
        Set<Owner> all = new HashSet<>();
        for (WatchedDay day : wanted) {
            Set<Owner> own = owners(day, schedule);
            owners.put(day, own);
            all.addAll(own);
        }
        State state = days.read(owners.keySet(), all);
        Map<WatchedDay, String> versions = new HashMap<>();
        owners.forEach((day, own) -> versions.put(day, word(state, day, own)));
        return versions;
    }

    private static String word(State state, WatchedDay day, Set<Owner> owners) {
        long stamp = owners.stream()
                .mapToLong(owner -> state.stamps().getOrDefault(owner, 0L))
                .max()
                .orElse(0);
        String known = state.visits().getOrDefault(day, "") + '/' + stamp;
        return UUID.nameUUIDFromBytes(known.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Whose hours, time off, closures or rules the day shows. */
    private static Set<Owner> owners(WatchedDay day, Schedule schedule) {
        Set<Owner> owners = new HashSet<>();
        switch (day.kind()) {
            case DOCTOR -> {
                DoctorId doctor = new DoctorId(day.ownerId());
                owners.add(Owner.of(doctor));
                schedule.of(doctor)
                        .week()
                        .values()
                        .forEach(openings -> openings.forEach(opening -> owners.add(Owner.of(opening.officeId()))));
            }
            case OFFICE -> {
                OfficeId office = new OfficeId(day.ownerId());
                owners.add(Owner.of(office));
                schedule.byOffice().getOrDefault(office, Set.of()).forEach(doctor -> owners.add(Owner.of(doctor)));
            }
        }
        return owners;
    }
}
