package dev.outpatient.scheduling;

import dev.outpatient.scheduling.BusyDays.Owner;
import dev.outpatient.scheduling.Schedule.OfDoctor;
import dev.outpatient.scheduling.Schedule.Opening;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The free times of some doctors, day by day: what the schedule offers, without what is busy. A pure function of the
 * schedule, the busy days and the moment; it reads nothing.
 */
final class FreeTimes {

    /** A free time, by ids. */
    record FreeTime(DoctorId doctor, OfficeId office, TimeRange time) {

        /** Earliest first; at the same moment, the doctor with the lower number, so that the order is always the same. */
        static final Comparator<FreeTime> IN_ORDER = Comparator.comparing(
                        (FreeTime free) -> free.time().start())
                .thenComparingLong(free -> free.doctor().value());
    }

    /**
     * What somebody looks for.
     *
     * @param offices in which offices, by id
     * @param dates on which dates at the office
     * @param part in which part of the day there, or null for either
     * @param staff whether the rules for patients are left aside
     */
    record Wanted(
            Predicate<OfficeId> offices,
            Predicate<LocalDate> dates,
            @Nullable PartOfDay part,
            boolean staff) {}

    /** From when to when an office lets be booked, and how much lies between two visits. */
    private record Limits(Instant earliest, Instant latest, Duration buffer) {}

    /** Visits of the same pattern are the same for all doctors on a date. */
    private record Pattern(ZoneId zone, int startMinute, int endMinute, int visitMinutes, LocalDate date) {}

    private final Schedule schedule;
    private final Wanted wanted;
    private final Instant now;
    private final Map<OfficeId, Limits> limits = new HashMap<>();
    private final Map<Pattern, List<TimeRange>> patterns = new HashMap<>();

    FreeTimes(Schedule schedule, Wanted wanted, Instant now) {
        this.schedule = schedule;
        this.wanted = wanted;
        this.now = now;
    }

    /** Those that start on a UTC day, in order. Such a day holds parts of up to three dates at the offices. */
    List<FreeTime> startingOn(LocalDate day, Collection<DoctorId> doctors, BusyDays busy) {
        Instant from = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant to = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        List<FreeTime> free = new ArrayList<>();
        for (LocalDate date = day.minusDays(1); !date.isAfter(day.plusDays(1)); date = date.plusDays(1)) {
            if (wanted.dates().test(date)) {
                for (DoctorId doctor : doctors) {
                    add(doctor, date, from, to, busy, free);
                }
            }
        }
        free.sort(FreeTime.IN_ORDER);
        return free;
    }

    private void add(DoctorId doctor, LocalDate date, Instant from, Instant to, BusyDays busy, List<FreeTime> free) {
        OfDoctor own = schedule.of(doctor);
        Owner owner = Owner.of(doctor);
        for (Opening opening : own.on(date)) {
            OfficeId office = opening.officeId();
            if (!wanted.offices().test(office) || schedule.isClosed(office, date)) {
                continue;
            }
            Limits limits = limits(office);
            for (TimeRange time : visits(opening, date)) {
                Instant start = time.start();
                if (!start.isBefore(from)
                        && start.isBefore(to)
                        && !start.isBefore(limits.earliest())
                        && !start.isAfter(limits.latest())
                        && busy.isFree(owner, padded(time, limits.buffer()))
                        && !own.isOff(time)
                        && isInPart(start, opening.zone())) {
                    free.add(new FreeTime(doctor, office, time));
                }
            }
        }
    }

    /** A visit with the time around it in which the doctor has no other. */
    static TimeRange padded(TimeRange time, Duration buffer) {
        return buffer.isZero()
                ? time
                : new TimeRange(time.start().minus(buffer), time.end().plus(buffer));
    }

    private Limits limits(OfficeId office) {
        return limits.computeIfAbsent(office, id -> {
            BookingRules rules = schedule.rules(id);
            return wanted.staff()
                    ? new Limits(now, now.plus(BookingRules.FURTHEST), Duration.ZERO)
                    : new Limits(now.plus(rules.notice()), now.plus(rules.horizon()), rules.buffer());
        });
    }

    private List<TimeRange> visits(Opening opening, LocalDate date) {
        WorkingHours hours = opening.hours();
        return patterns.computeIfAbsent(
                new Pattern(opening.zone(), hours.startMinute(), hours.endMinute(), hours.visitMinutes(), date),
                pattern -> OfferedTimes.on(date, hours, opening.zone()));
    }

    private boolean isInPart(Instant start, ZoneId zone) {
        return wanted.part() == null
                || wanted.part().contains(LocalDateTime.ofInstant(start, zone).toLocalTime());
    }
}
