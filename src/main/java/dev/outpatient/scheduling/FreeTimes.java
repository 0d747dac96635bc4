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
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The times that some doctors offer, day by day, and which of them are free. A pure function of the schedule, the busy
 * days and the moment; it reads nothing.
 */
final class FreeTimes {

    /** A time that is offered, by ids. */
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
    private record Limits(Instant earliest, Instant latest, Duration buffer) {

        boolean hold(Instant start) {
            return !start.isBefore(earliest) && !start.isAfter(latest);
        }
    }

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

    /**
     * What the doctors offer from a UTC day's start to its end, whether or not it is busy. Such a day holds parts of up to
     * three dates at the offices.
     */
    OfferedDay offeredOn(LocalDate day, Collection<DoctorId> doctors) {
        OfferedDay offered = new OfferedDay(day);
        for (LocalDate date = day.minusDays(1); !date.isAfter(day.plusDays(1)); date = date.plusDays(1)) {
            if (wanted.dates().test(date)) {
                for (DoctorId doctor : doctors) {
                    addOffered(doctor, date, offered);
                }
            }
        }
        return offered;
    }

    /** Whether the doctor has nothing else in an offered time and as much around it as the office wants. */
    boolean isFree(FreeTime offered, BusyDays busy) {
        return busy.isFree(
                Owner.of(offered.doctor()),
                padded(offered.time(), limits(offered.office()).buffer()));
    }

    private void addOffered(DoctorId doctor, LocalDate date, OfferedDay offered) {
        OfDoctor own = schedule.of(doctor);
        for (Opening opening : own.on(date)) {
            OfficeId office = opening.officeId();
            if (wanted.offices().test(office) && !schedule.isClosed(office, date)) {
                Limits limits = limits(office);
                offered.add(
                        doctor,
                        office,
                        visits(opening, date),
                        time -> limits.hold(time.start())
                                && !own.isOff(time)
                                && isInPart(time.start(), opening.zone()));
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
