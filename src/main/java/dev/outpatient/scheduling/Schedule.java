package dev.outpatient.scheduling;

import static java.util.stream.Collectors.groupingBy;

import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.TimeRange;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Hours, time off, closures and rules of everybody at one moment: all that decides what is offered, but who is busy.
 * Never changes; {@link Schedules} has the one that holds now.
 *
 * @param stamp the number of the last change that it knows of
 * @param doctors those with hours
 * @param byOffice those with hours in an office
 * @param offices those with closures or rules of their own
 * @param defaults what an office without rules of its own has
 */
record Schedule(
        long stamp,
        Map<DoctorId, OfDoctor> doctors,
        Map<OfficeId, Set<DoctorId>> byOffice,
        Map<OfficeId, OfOffice> offices,
        BookingRules defaults) {

    static Schedule of(
            long stamp, Map<DoctorId, OfDoctor> doctors, Map<OfficeId, OfOffice> offices, BookingRules defaults) {
        Map<OfficeId, Set<DoctorId>> byOffice = new HashMap<>();
        doctors.forEach((doctor, own) -> own.week()
                .values()
                .forEach(day ->
                        day.forEach(opening -> byOffice.computeIfAbsent(opening.officeId(), office -> new HashSet<>())
                                .add(doctor))));
        return new Schedule(stamp, doctors, byOffice, offices, defaults);
    }

    /** A range of a doctor's week, and where its wall clock hangs. */
    record Opening(WorkingHours hours, ZoneId zone) {

        OfficeId officeId() {
            return hours.officeId();
        }
    }

    /** Of one doctor: the week by day, and the time off that is not over. */
    record OfDoctor(Map<DayOfWeek, List<Opening>> week, List<TimeRange> timeOff) {

        private static final OfDoctor NOTHING = new OfDoctor(Map.of(), List.of());

        static OfDoctor of(List<Opening> openings, List<TimeRange> timeOff) {
            return new OfDoctor(
                    openings.stream()
                            .collect(groupingBy(
                                    opening -> opening.hours().dayOfWeek(),
                                    () -> new EnumMap<>(DayOfWeek.class),
                                    Collectors.toList())),
                    List.copyOf(timeOff));
        }

        /** The ranges that hold on a date, in all offices. */
        List<Opening> on(LocalDate date) {
            List<Opening> day = week.getOrDefault(date.getDayOfWeek(), List.of());
            for (Opening opening : day) {
                if (!opening.hours().holdsOn(date)) {
                    return day.stream().filter(o -> o.hours().holdsOn(date)).toList();
                }
            }
            return day;
        }

        boolean isOff(TimeRange time) {
            for (TimeRange off : timeOff) {
                if (off.overlaps(time)) {
                    return true;
                }
            }
            return false;
        }

        Optional<ZoneId> zoneAt(OfficeId office) {
            return week.values().stream()
                    .flatMap(Collection::stream)
                    .filter(opening -> opening.officeId().equals(office))
                    .map(Opening::zone)
                    .findFirst();
        }
    }

    /** Of one office: the dates on which it is closed, and its rules. */
    record OfOffice(Set<LocalDate> closures, BookingRules rules) {}

    /** The doctors with hours in some of the offices. */
    Set<DoctorId> doctorsIn(Predicate<OfficeId> wanted) {
        Set<DoctorId> there = new HashSet<>();
        byOffice.forEach((office, doctors) -> {
            if (wanted.test(office)) {
                there.addAll(doctors);
            }
        });
        return there;
    }

    /** The doctors with some hours that a test lets through. */
    Set<DoctorId> doctorsWith(Predicate<WorkingHours> wanted) {
        return doctors.entrySet().stream()
                .filter(entry -> entry.getValue().week().values().stream()
                        .flatMap(Collection::stream)
                        .anyMatch(opening -> wanted.test(opening.hours())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    OfDoctor of(DoctorId doctor) {
        return doctors.getOrDefault(doctor, OfDoctor.NOTHING);
    }

    BookingRules rules(OfficeId office) {
        OfOffice own = offices.get(office);
        return own == null ? defaults : own.rules();
    }

    boolean isClosed(OfficeId office, LocalDate date) {
        OfOffice own = offices.get(office);
        return own != null && own.closures().contains(date);
    }

    /** Whether somebody has hours in the office on the date and it is not closed; time off does not count. */
    boolean isStaffed(OfficeId office, LocalDate date) {
        return !isClosed(office, date) && !inOffice(office, date).isEmpty();
    }

    /** The hours of everybody in an office on a date, by doctor and start. */
    List<WorkingHours> inOffice(OfficeId office, LocalDate date) {
        return byOffice.getOrDefault(office, Set.of()).stream()
                .flatMap(doctor -> of(doctor).on(date).stream())
                .filter(opening -> opening.officeId().equals(office))
                .map(Opening::hours)
                .sorted(Comparator.comparing(
                                (WorkingHours hours) -> hours.doctorId().value())
                        .thenComparing(WorkingHours::startTime))
                .toList();
    }

    /** Whether any office wants time between two visits. */
    boolean hasBuffers() {
        return !defaults.buffer().isZero()
                || offices.values().stream()
                        .anyMatch(office -> !office.rules().buffer().isZero());
    }

    /** The furthest that any office lets patients book ahead. */
    Duration longestHorizon() {
        return offices.values().stream()
                .map(office -> office.rules().horizon())
                .reduce(defaults.horizon(), (a, b) -> a.compareTo(b) > 0 ? a : b);
    }
}
