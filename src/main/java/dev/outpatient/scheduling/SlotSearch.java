package dev.outpatient.scheduling;

import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Doctor;
import dev.outpatient.directory.DoctorFilter;
import dev.outpatient.directory.Office;
import dev.outpatient.scheduling.FreeTimes.FreeTime;
import dev.outpatient.scheduling.FreeTimes.Wanted;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.OncePerRequest;
import dev.outpatient.shared.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Finds free times. It goes forward by UTC day and stops when it has enough, so the earliest times of many doctors read
 * one short row per doctor and day; hours, time off, closures and rules are in memory.
 */
@Service
public class SlotSearch {

    /** How many offered times are looked at first; each further look takes twice as many. */
    private static final int FIRST_BATCH = 256;

    /** What is held for others than the viewer, as a page has read it. */
    private record Held(Optional<Actor> viewer) {}

    /** Who is busy when for the viewer, as far as a page has read it. */
    private record Busy(Optional<Actor> viewer) {}

    private final Directory directory;
    private final Schedules schedules;
    private final CalendarRepository calendar;
    private final HoldRepository holds;
    private final Clock clock;

    SlotSearch(
            Directory directory, Schedules schedules, CalendarRepository calendar, HoldRepository holds, Clock clock) {
        this.directory = directory;
        this.schedules = schedules;
        this.calendar = calendar;
        this.holds = holds;
        this.clock = clock;
    }

    /** The earliest free times for anybody, in order; at most {@code limit}. */
    public List<Slot> search(SlotFilter filter, int limit) {
        return search(null, filter, limit);
    }

    /**
     * The earliest free times for somebody, in order.
     *
     * @param viewer a patient is offered what is held for this patient too, doctors and admins what the rules for
     *     patients would leave out; null for a visitor
     */
    public List<Slot> search(@Nullable Actor viewer, SlotFilter filter, int limit) {
        Schedule schedule = schedules.current();
        List<FreeTime> found = new ArrayList<>();
        walk(schedule, viewer, doctors(schedule, filter), filter, free -> {
            found.add(free);
            return found.size() < limit;
        });
        return slots(found);
    }

    /** The earliest free times of each of the doctors; a doctor without any is absent. */
    public Map<DoctorId, List<Slot>> nextFor(Collection<DoctorId> doctors, SlotFilter filter, int perDoctor) {
        return firstFree(null, doctors, filter, doctors.size(), perDoctor);
    }

    /**
     * Those of the doctors who are free first, the earliest first, and their earliest free times; of those who begin at the
     * same time, who has been here longest. Once they are found, the calendars of the others are read no more.
     *
     * @param viewer as {@link #search(Actor, SlotFilter, int)}
     * @param most so many doctors
     */
    public SequencedMap<DoctorId, List<Slot>> firstFree(
            @Nullable Actor viewer, Collection<DoctorId> doctors, SlotFilter filter, int most, int perDoctor) {
        Schedule schedule = schedules.current();
        // Who has no hours would be looked for to the end, and who has enough is looked for no more.
        Set<DoctorId> missing = new HashSet<>(doctors);
        missing.retainAll(schedule.doctors().keySet());
        SequencedMap<DoctorId, Integer> counts = new LinkedHashMap<>();
        List<FreeTime> found = new ArrayList<>();
        walk(schedule, viewer, missing, filter, free -> {
            if (!missing.contains(free.doctor())) {
                return true;
            }
            int count = counts.merge(free.doctor(), 1, Integer::sum);
            found.add(free);
            if (count == 1 && counts.size() == most) {
                missing.retainAll(counts.keySet());
            }
            if (count == perDoctor) {
                missing.remove(free.doctor());
            }
            return !missing.isEmpty();
        });
        SequencedMap<DoctorId, List<Slot>> byDoctor = new LinkedHashMap<>();
        for (Slot slot : slots(found)) {
            byDoctor.computeIfAbsent(slot.doctor().id(), d -> new ArrayList<>()).add(slot);
        }
        return byDoctor;
    }

    /**
     * The earliest free time of each specialty until a date at the offices; a specialty that has none is absent.
     *
     * @param until looking so far reads the days of all doctors where one specialty is full
     */
    public Map<String, Slot> nextBySpecialty(LocalDate until) {
        Map<DoctorId, String> specialties = directory.listDoctors(DoctorFilter.ALL).stream()
                .collect(Collectors.toMap(Doctor::id, Doctor::specialty));
        Set<String> missing = new HashSet<>(specialties.values());
        List<FreeTime> found = new ArrayList<>();
        SlotFilter filter = new SlotFilter(null, null, null, null, null, null, until, null);
        walk(schedules.current(), null, specialties.keySet(), filter, free -> {
            if (missing.remove(specialties.get(free.doctor()))) {
                found.add(free);
            }
            return !missing.isEmpty();
        });
        return slots(found).stream()
                .collect(Collectors.toMap(slot -> slot.doctor().specialty(), slot -> slot));
    }

    /** The free times of a doctor nearest to a moment, from the day before it on, in order; at most {@code count}. */
    public List<Slot> nearest(@Nullable Actor viewer, DoctorId doctor, Instant to, int count) {
        SlotFilter filter = SlotFilter.of(doctor).startingFrom(Ticks.day(to).minusDays(1));
        Deque<FreeTime> before = new ArrayDeque<>();
        List<FreeTime> after = new ArrayList<>();
        walk(schedules.current(), viewer, Set.of(doctor), filter, free -> {
            if (free.time().start().isBefore(to)) {
                before.addLast(free);
                if (before.size() > count) {
                    before.removeFirst();
                }
            } else {
                after.add(free);
            }
            return after.size() < count;
        });
        return slots(Stream.concat(before.stream(), after.stream())
                .sorted(Comparator.comparing((FreeTime free) ->
                        Duration.between(to, free.time().start()).abs()))
                .limit(count)
                .sorted(FreeTime.IN_ORDER)
                .toList());
    }

    /**
     * Shows each free time in order until {@code more} has seen enough.
     *
     * @param doctors who is taken out on the way is looked at no more
     */
    private void walk(
            Schedule schedule,
            @Nullable Actor viewer,
            Set<DoctorId> doctors,
            SlotFilter filter,
            Predicate<FreeTime> more) {
        if (doctors.isEmpty()) {
            return;
        }
        boolean staff = viewer != null && viewer.role() != Role.PATIENT;
        Instant now = clock.instant();
        FreeTimes times =
                new FreeTimes(schedule, new Wanted(offices(filter), filter::allows, filter.partOfDay(), staff), now);
        LocalDate day = later(
                Ticks.day(now),
                filter.from() == null ? LocalDate.MIN : filter.from().minusDays(1));
        LocalDate end = earlier(
                Ticks.day(now.plus(staff ? BookingRules.FURTHEST : schedule.longestHorizon())),
                filter.to() == null ? LocalDate.MAX : filter.to().plusDays(1));
        BusyReader.Known known = OncePerRequest.get(new Busy(Optional.ofNullable(viewer)), BusyReader.Known::new);
        BusyReader busy = new BusyReader(calendar, held(now, viewer), schedule.hasBuffers(), doctors, end, known);
        for (; !day.isAfter(end); day = day.plusDays(1)) {
            OfferedDay offered = times.offeredOn(day, doctors);
            // Most times are busy, so not all doctors' rows are needed to find some that are free.
            int batch = FIRST_BATCH;
            List<FreeTime> part = offered.next(batch);
            while (!part.isEmpty()) {
                part.removeIf(time -> !doctors.contains(time.doctor()));
                BusyDays days = busy.read(part, day);
                for (FreeTime time : part) {
                    if (times.isFree(time, days) && !more.test(time)) {
                        return;
                    }
                }
                batch *= 2;
                part = offered.next(batch);
            }
        }
    }

    private List<Hold> held(Instant now, @Nullable Actor viewer) {
        return OncePerRequest.get(new Held(Optional.ofNullable(viewer)), () -> holds.active(now, viewer));
    }

    private Set<DoctorId> doctors(Schedule schedule, SlotFilter filter) {
        Set<DoctorId> doctors = filter.officeId() == null && filter.city() == null && filter.state() == null
                ? schedule.doctors().keySet()
                : schedule.doctorsIn(offices(filter));
        if (filter.doctorId() != null) {
            doctors = doctors.contains(filter.doctorId()) ? Set.of(filter.doctorId()) : Set.of();
        }
        if (filter.specialty() != null && !doctors.isEmpty()) {
            List<DoctorId> only = filter.doctorId() == null ? null : List.of(filter.doctorId());
            Set<DoctorId> there = doctors;
            doctors =
                    directory.listDoctorIds(new DoctorFilter(null, filter.specialty(), null, null, null, only)).stream()
                            .filter(there::contains)
                            .collect(Collectors.toSet());
        }
        return doctors;
    }

    private Predicate<OfficeId> offices(SlotFilter filter) {
        if (filter.city() == null && filter.state() == null) {
            return office -> filter.officeId() == null || filter.officeId().equals(office);
        }
        Set<OfficeId> there = Set.copyOf(directory.listOfficeIds(filter.city(), filter.state()));
        return office -> there.contains(office)
                && (filter.officeId() == null || filter.officeId().equals(office));
    }

    private List<Slot> slots(List<FreeTime> found) {
        Map<DoctorId, Doctor> doctors = directory.doctorsById(
                found.stream().map(FreeTime::doctor).distinct().toList());
        Map<OfficeId, Office> offices = directory.officesById(
                found.stream().map(FreeTime::office).distinct().toList());
        List<Slot> slots = new ArrayList<>(found.size());
        for (FreeTime free : found) {
            Doctor doctor = doctors.get(free.doctor());
            Office office = offices.get(free.office());
            if (doctor != null && office != null) {
                slots.add(new Slot(doctor, office, free.time()));
            }
        }
        return slots;
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }

    private static LocalDate earlier(LocalDate a, LocalDate b) {
        return a.isBefore(b) ? a : b;
    }
}
