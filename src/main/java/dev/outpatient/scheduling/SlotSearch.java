package dev.outpatient.scheduling;

import static java.util.stream.Collectors.toMap;

import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Doctor;
import dev.outpatient.directory.Office;
import dev.outpatient.scheduling.BusyDays.Owner;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.TimeRange;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds free times: what the hours offer, without what the calendar says is busy. It goes forward by UTC day and stops
 * when it has enough, so the earliest times of many doctors read one short row per doctor and day.
 */
@Service
@Transactional(readOnly = true)
public class SlotSearch {

    private static final int LONGEST_WINDOW = 14;

    private final Directory directory;
    private final HoursRepository hours;
    private final CalendarRepository calendar;
    private final BookingRules rules;
    private final Clock clock;

    SlotSearch(
            Directory directory, HoursRepository hours, CalendarRepository calendar, BookingRules rules, Clock clock) {
        this.directory = directory;
        this.hours = hours;
        this.calendar = calendar;
        this.rules = rules;
        this.clock = clock;
    }

    /** The earliest free times, in order; at most {@code limit}. */
    public List<Slot> search(SlotFilter filter, int limit) {
        List<Slot> found = new ArrayList<>();
        walk(directory.listDoctors(filter.doctors()), filter, slot -> {
            found.add(slot);
            return found.size() < limit;
        });
        return found;
    }

    /** The earliest free times of each of the doctors; a doctor without any is absent. */
    public Map<DoctorId, List<Slot>> nextFor(Collection<DoctorId> doctors, SlotFilter filter, int perDoctor) {
        Map<DoctorId, List<Slot>> found = new HashMap<>();
        int[] complete = new int[1];
        List<Doctor> wanted = List.copyOf(directory.doctorsById(doctors).values());
        walk(wanted, filter, slot -> {
            List<Slot> slots = found.computeIfAbsent(slot.doctor().id(), d -> new ArrayList<>());
            if (slots.size() < perDoctor) {
                slots.add(slot);
                complete[0] += slots.size() == perDoctor ? 1 : 0;
            }
            return complete[0] < wanted.size();
        });
        return found;
    }

    /** A range of a doctor's week with who and where it is. */
    private record Offer(Doctor doctor, Office office, WorkingHours range) {}

    /** Shows each free time in order until {@code more} has seen enough. */
    private void walk(List<Doctor> doctors, SlotFilter filter, Predicate<Slot> more) {
        List<Offer> offers = offers(doctors, filter);
        if (offers.isEmpty()) {
            return;
        }
        List<DoctorId> ids =
                offers.stream().map(offer -> offer.doctor().id()).distinct().toList();
        Instant earliest = clock.instant().plus(rules.notice());
        Instant latest = clock.instant().plus(rules.horizon());
        LocalDate day = later(
                Ticks.day(earliest),
                filter.from() == null ? LocalDate.MIN : filter.from().minusDays(1));
        LocalDate end = earlier(
                Ticks.day(latest),
                filter.to() == null ? LocalDate.MAX : filter.to().plusDays(1));
        for (int window = 1; !day.isAfter(end); window = Math.min(window * 2, LONGEST_WINDOW)) {
            LocalDate last = earlier(day.plusDays(window - 1L), end);
            BusyDays busy = calendar.read(ids, day, last.plusDays(1));
            for (; !day.isAfter(last); day = day.plusDays(1)) {
                for (Slot slot : slots(day, offers, filter)) {
                    Instant start = slot.time().start();
                    if (!start.isBefore(earliest)
                            && !start.isAfter(latest)
                            && busy.isFree(Owner.of(slot.doctor().id()), slot.time())
                            && !more.test(slot)) {
                        return;
                    }
                }
            }
        }
    }

    private List<Offer> offers(List<Doctor> doctors, SlotFilter filter) {
        Map<DoctorId, Doctor> byId = doctors.stream().collect(toMap(Doctor::id, d -> d));
        List<WorkingHours> week = hours.list(byId.keySet());
        Map<OfficeId, Office> offices =
                directory.officesById(week.stream().map(WorkingHours::officeId).toList());
        List<Offer> offers = new ArrayList<>();
        for (WorkingHours range : week) {
            Doctor doctor = byId.get(range.doctorId());
            Office office = offices.get(range.officeId());
            if (doctor != null && office != null && filter.allows(office)) {
                offers.add(new Offer(doctor, office, range));
            }
        }
        return offers;
    }

    /** What the hours offer on a UTC day, in order. It holds parts of up to three dates at the offices. */
    private static List<Slot> slots(LocalDate day, List<Offer> offers, SlotFilter filter) {
        List<Slot> slots = new ArrayList<>();
        for (Offer offer : offers) {
            for (LocalDate date = day.minusDays(1); !date.isAfter(day.plusDays(1)); date = date.plusDays(1)) {
                if (!offer.range().holdsOn(date) || !filter.allows(date)) {
                    continue;
                }
                for (TimeRange time :
                        OfferedTimes.on(date, offer.range(), offer.office().timeZone())) {
                    Slot slot = new Slot(offer.doctor(), offer.office(), time);
                    if (Ticks.day(time.start()).equals(day) && isIn(filter.partOfDay(), slot)) {
                        slots.add(slot);
                    }
                }
            }
        }
        slots.sort(Comparator.comparing((Slot slot) -> slot.time().start())
                .thenComparingLong(slot -> slot.doctor().id().value()));
        return slots;
    }

    private static boolean isIn(@Nullable PartOfDay part, Slot slot) {
        return part == null || part.contains(slot.startsAt().toLocalTime());
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }

    private static LocalDate earlier(LocalDate a, LocalDate b) {
        return a.isBefore(b) ? a : b;
    }
}
