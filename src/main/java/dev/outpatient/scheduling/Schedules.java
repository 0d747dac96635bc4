package dev.outpatient.scheduling;

import static java.util.stream.Collectors.groupingBy;

import dev.outpatient.scheduling.Schedule.OfDoctor;
import dev.outpatient.scheduling.Schedule.OfOffice;
import dev.outpatient.scheduling.Schedule.Opening;
import dev.outpatient.scheduling.ScheduleStamps.Changes;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.OncePerRequest;
import dev.outpatient.shared.TimeRange;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The schedule that holds now, kept in memory. Each use asks the database for changes since, which is one short read;
 * whose schedule changed, on whatever node, is read again. So all nodes see a change as soon as it is committed.
 */
@Component
class Schedules {

    /** Time off that is over by this much changes nothing anywhere. */
    private static final Duration OVER = Duration.ofDays(2);

    private final ScheduleStamps stamps;
    private final HoursRepository hours;
    private final TimeOffRepository timeOff;
    private final ClosureRepository closures;
    private final RulesRepository rules;
    private final BookingRules defaults;
    private final Clock clock;

    private final AtomicReference<@Nullable Schedule> known = new AtomicReference<>();

    Schedules(
            ScheduleStamps stamps,
            HoursRepository hours,
            TimeOffRepository timeOff,
            ClosureRepository closures,
            RulesRepository rules,
            BookingRules defaults,
            Clock clock) {
        this.stamps = stamps;
        this.hours = hours;
        this.timeOff = timeOff;
        this.closures = closures;
        this.rules = rules;
        this.defaults = defaults;
        this.clock = clock;
    }

    /** What is committed at this moment; in a transaction that changes schedules, with its changes. */
    Schedule current() {
        Schedule before = known.get();
        if (stamps.areChanging()) {
            // What this transaction wrote may be undone, so nobody else may see it.
            return read(before);
        }
        return OncePerRequest.get(Schedules.class, () -> committed(before));
    }

    /** What this node knew last, without asking whether it changed: for a guess on which nothing hangs. */
    Schedule lastKnown() {
        Schedule before = known.get();
        return before == null ? readAgain() : before;
    }

    private Schedule committed(@Nullable Schedule before) {
        if (before != null) {
            Changes changes = stamps.since(before.stamp());
            if (changes.isNone()) {
                return before;
            }
        }
        return readAgain();
    }

    /** Reads everything again next time, for a change that was not announced. */
    void forget() {
        known.set(null);
    }

    /** Several threads may read the same at once: none waits for another, which may be waiting for its connection. */
    private Schedule readAgain() {
        Schedule now = read(known.get());
        return known.accumulateAndGet(now, (kept, read) -> kept == null || kept.stamp() < read.stamp() ? read : kept);
    }

    private Schedule read(@Nullable Schedule before) {
        // Stamps first: what is committed between the two reads is read twice rather than never.
        Changes changes = stamps.since(before == null ? 0 : before.stamp());
        return before == null
                ? Schedule.of(changes.last(), readDoctors(null), readOffices(null), defaults)
                : Schedule.of(
                        changes.isNone() ? before.stamp() : changes.last(),
                        replaced(before.doctors(), changes.doctors(), readDoctors(changes.doctors())),
                        replaced(before.offices(), changes.offices(), readOffices(changes.offices())),
                        defaults);
    }

    private Map<DoctorId, OfDoctor> readDoctors(@Nullable Collection<DoctorId> doctors) {
        Map<DoctorId, List<Opening>> openings = hours.openings(doctors).stream()
                .collect(groupingBy(opening -> opening.hours().doctorId()));
        Map<DoctorId, List<TimeRange>> off =
                timeOff.notOver(doctors, clock.instant().minus(OVER));
        Map<DoctorId, OfDoctor> read = new HashMap<>();
        openings.forEach((doctor, week) -> read.put(doctor, OfDoctor.of(week, off.getOrDefault(doctor, List.of()))));
        return read;
    }

    private Map<OfficeId, OfOffice> readOffices(@Nullable Collection<OfficeId> offices) {
        Map<OfficeId, Set<LocalDate>> closed =
                closures.from(offices, LocalDate.ofInstant(clock.instant().minus(OVER), java.time.ZoneOffset.UTC));
        Map<OfficeId, BookingRules> own = rules.byOffice(offices);
        Set<OfficeId> either = new HashSet<>(closed.keySet());
        either.addAll(own.keySet());
        Map<OfficeId, OfOffice> read = new HashMap<>();
        either.forEach(office -> read.put(
                office, new OfOffice(closed.getOrDefault(office, Set.of()), own.getOrDefault(office, defaults))));
        return read;
    }

    private static <K, V> Map<K, V> replaced(Map<K, V> before, Collection<K> changed, Map<K, V> read) {
        if (changed.isEmpty()) {
            return before;
        }
        Map<K, V> after = new HashMap<>(before);
        after.keySet().removeAll(changed);
        after.putAll(read);
        return after;
    }
}
