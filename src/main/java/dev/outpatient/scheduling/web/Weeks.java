package dev.outpatient.scheduling.web;

import dev.outpatient.directory.Office;
import dev.outpatient.scheduling.Appointment;
import dev.outpatient.scheduling.AppointmentStatus;
import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.Appointments;
import dev.outpatient.scheduling.Conflicts.Conflict;
import dev.outpatient.scheduling.Hours;
import dev.outpatient.scheduling.TimeOff;
import dev.outpatient.scheduling.WorkingHours;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.TimeRange;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts a doctor's week together. */
@Component
class Weeks {

    private final Appointments appointments;
    private final Hours hours;
    private final DoctorPlaces places;
    private final Clock clock;

    Weeks(Appointments appointments, Hours hours, DoctorPlaces places, Clock clock) {
        this.appointments = appointments;
        this.hours = hours;
        this.places = places;
        this.clock = clock;
    }

    /** @param asked a date in the week, or null for this one */
    Week of(Actor actor, @Nullable LocalDate asked) {
        List<Office> offices = places.offices(actor);
        LocalDate today = places.today(offices);
        LocalDate monday = places.day(asked, offices).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        LocalDate sunday = monday.plusDays(6);
        Instant now = clock.instant();
        ZoneId zone = places.zone(offices);

        List<AppointmentView> visits = visits(actor, monday, sunday);
        List<TimeOff> timeOff = places.timeOff(actor, offices, monday, sunday);
        List<ClosedOffice> closed = places.closed(offices, monday, sunday);
        List<WorkingHours> ranges = hours.get(new DoctorId(actor.id()));
        Fit fit = new Fit(ranges, timeOff, closed);
        Map<OfficeId, Office> byId = offices.stream().collect(Collectors.toMap(Office::id, Function.identity()));

        List<WeekDay> days = monday.datesUntil(sunday.plusDays(1))
                .map(date -> new WeekDay(
                        date,
                        rows(date, visits, fit, zone, now),
                        closed.stream()
                                .filter(one -> one.closure().closedOn().equals(date))
                                .toList(),
                        openings(date, ranges, byId)))
                .toList();
        return new Week(
                days,
                visits.stream()
                        .flatMap(view ->
                                Optional.ofNullable(fit.missed(view, now))
                                        .map(reason -> new Conflict(view, reason))
                                        .stream())
                        .toList(),
                Week.snap(ranges.stream()
                        .flatMapToInt(range ->
                                IntStream.of(range.startTime().toSecondOfDay() / 60 % 60, range.visitMinutes()))),
                offices.size() < 2,
                offices.stream().map(Office::timeZone).distinct().count() < 2,
                today,
                LocalDateTime.ofInstant(now, zone));
    }

    /** Those of these dates on the walls of their offices, but those called off. */
    private List<AppointmentView> visits(Actor actor, LocalDate from, LocalDate to) {
        // Wherever the offices are, these dates lie in the range.
        TimeRange around = new TimeRange(
                from.minusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC),
                to.plusDays(2).atStartOfDay().toInstant(ZoneOffset.UTC));
        return appointments.ofDoctor(actor, new DoctorId(actor.id()), around).stream()
                .filter(view -> !view.startsAt().toLocalDate().isBefore(from)
                        && !view.startsAt().toLocalDate().isAfter(to))
                .filter(view -> isShown(view.appointment()))
                .toList();
    }

    /** Who did not come had the time; what was called off has none. */
    static boolean isShown(Appointment appointment) {
        return appointment.status() != AppointmentStatus.CANCELLED || appointment.isNoShow();
    }

    private static List<DayRow> rows(LocalDate date, List<AppointmentView> visits, Fit fit, ZoneId zone, Instant now) {
        List<DayRow> rows = new ArrayList<>();
        TimeRange day = new TimeRange(
                date.atStartOfDay(zone).toInstant(),
                date.plusDays(1).atStartOfDay(zone).toInstant());
        fit.timeOff().stream()
                .filter(off -> off.time().overlaps(day))
                .map(off -> DayRow.of(AwayTime.on(date, off, zone)))
                .forEach(rows::add);
        visits.stream()
                .filter(view -> view.startsAt().toLocalDate().equals(date))
                .map(view -> DayRow.of(view, fit.missed(view, now), now))
                .forEach(rows::add);
        rows.sort(Comparator.comparing(row -> row.startsAt().toInstant()));
        return rows;
    }

    private static List<WeekDay.Opening> openings(
            LocalDate date, List<WorkingHours> ranges, Map<OfficeId, Office> offices) {
        List<WeekDay.Opening> openings = new ArrayList<>();
        for (WorkingHours range : ranges) {
            Office office = offices.get(range.officeId());
            if (office != null && range.holdsOn(date)) {
                boolean toMidnight = range.endTime().equals(LocalTime.MIDNIGHT);
                openings.add(new WeekDay.Opening(
                        office,
                        date.atTime(range.startTime()),
                        (toMidnight ? date.plusDays(1) : date).atTime(range.endTime())));
            }
        }
        return openings;
    }
}
