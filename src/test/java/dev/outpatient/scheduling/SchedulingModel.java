package dev.outpatient.scheduling;

import dev.outpatient.scheduling.ExplainedTime.Reason;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Role;
import dev.outpatient.shared.TimeRange;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What scheduling should do, said as plainly as possible: lists of what was agreed, each gone through from start to end,
 * and clocks that are looked at every five minutes. It shares the records of the program, but none of its rules.
 */
final class SchedulingModel {

    record Booked(
            AppointmentId id, PatientId patient, DoctorId doctor, OfficeId office, TimeRange time, boolean cancelled) {}

    record Held(long id, PatientId patient, DoctorId doctor, TimeRange time) {}

    record Off(long id, DoctorId doctor, TimeRange time) {}

    record Closed(long id, OfficeId office, LocalDate date) {}

    record Rules(Duration buffer, int most) {}

    record Free(Instant start, Instant end, DoctorId doctor, OfficeId office) {}

    /** @param moving the appointment that gives its time up for this one, or null */
    record Ask(
            Actor actor,
            PatientId patient,
            DoctorId doctor,
            OfficeId office,
            Instant start,
            @Nullable Booked moving) {

        boolean byStaff() {
            return actor.role() != Role.PATIENT;
        }
    }

    final Map<OfficeId, ZoneId> zones = new LinkedHashMap<>();
    final Map<OfficeId, Rules> rules = new LinkedHashMap<>();
    final Map<DoctorId, List<WorkingHours>> weeks = new LinkedHashMap<>();
    final List<Booked> appointments = new ArrayList<>();
    final List<Held> holds = new ArrayList<>();
    final List<Off> timeOff = new ArrayList<>();
    final List<Closed> closures = new ArrayList<>();

    ZoneId zone(OfficeId office) {
        return zones.getOrDefault(office, ZoneId.of("UTC"));
    }

    private Rules rules(OfficeId office) {
        return rules.getOrDefault(office, new Rules(Duration.ZERO, 20));
    }

    /** The ranges of a doctor in an office on a date. */
    private List<WorkingHours> ranges(DoctorId doctor, OfficeId office, LocalDate date) {
        return weeks.getOrDefault(doctor, List.of()).stream()
                .filter(range -> range.officeId().equals(office) && holds(range, date))
                .toList();
    }

    static boolean holds(WorkingHours range, LocalDate date) {
        return range.dayOfWeek() == DayOfWeek.from(date)
                && (range.validFrom() == null || range.validFrom().compareTo(date) <= 0)
                && (range.validTo() == null || range.validTo().compareTo(date) >= 0);
    }

    /** The looks at the clock of a date that fall into a range. */
    private static List<WallClock.Look> looks(WorkingHours range, LocalDate date, ZoneId zone) {
        int from = range.startTime().toSecondOfDay() / 60;
        return WallClock.during(date, zone).stream()
                .filter(look -> look.minute() >= from && look.minute() < lastMinute(range))
                .toList();
    }

    private static int lastMinute(WorkingHours range) {
        return range.endTime().equals(LocalTime.MIDNIGHT)
                ? 1440
                : range.endTime().toSecondOfDay() / 60;
    }

    private static boolean overlap(TimeRange a, TimeRange b) {
        return a.start().compareTo(b.end()) < 0 && b.start().compareTo(a.end()) < 0;
    }

    /** What the hours offer, whether or not somebody has it. */
    List<TimeRange> offered(DoctorId doctor, OfficeId office, LocalDate date) {
        List<TimeRange> offered = new ArrayList<>();
        for (WorkingHours range : ranges(doctor, office, date)) {
            List<WallClock.Look> looks = looks(range, date, zone(office));
            for (WallClock.Look look : looks) {
                Instant end = look.at().plus(Duration.ofMinutes(range.visitMinutes()));
                int after = look.minute() - range.startTime().toSecondOfDay() / 60;
                if (after % range.visitMinutes() == 0
                        && !end.isAfter(looks.getLast().next())) {
                    offered.add(new TimeRange(look.at(), end));
                }
            }
        }
        offered.sort(Comparator.comparing(TimeRange::start));
        return offered;
    }

    private boolean isClosed(OfficeId office, Instant start) {
        LocalDate date = start.atZone(zone(office)).toLocalDate();
        return closures.stream()
                .anyMatch(closed ->
                        closed.office().equals(office) && closed.date().equals(date));
    }

    private boolean isOff(DoctorId doctor, TimeRange time) {
        return timeOff.stream().anyMatch(off -> off.doctor().equals(doctor) && overlap(off.time(), time));
    }

    private static TimeRange around(TimeRange time, Duration buffer) {
        return new TimeRange(time.start().minus(buffer), time.end().plus(buffer));
    }

    private boolean isTaken(DoctorId doctor, TimeRange time, @Nullable PatientId holder, @Nullable Booked moving) {
        return appointments.stream()
                        .anyMatch(booked -> !booked.cancelled()
                                && booked.doctor().equals(doctor)
                                && !booked.equals(moving)
                                && overlap(booked.time(), time))
                || holds.stream()
                        .anyMatch(held -> held.doctor().equals(doctor)
                                && !held.patient().equals(holder)
                                && overlap(held.time(), time));
    }

    /** What comes of wanting a time: the word of the refusal, or {@code ok}. */
    String answer(Ask ask, boolean counted) {
        LocalDate date = ask.start().atZone(zone(ask.office())).toLocalDate();
        TimeRange time = offered(ask.doctor(), ask.office(), date).stream()
                .filter(offer -> offer.start().equals(ask.start()))
                .findFirst()
                .orElse(null);
        if (time == null) {
            LocalTime wall = ask.start().atZone(zone(ask.office())).toLocalTime();
            boolean in = ranges(ask.doctor(), ask.office(), date).stream()
                    .anyMatch(range ->
                            !wall.isBefore(range.startTime()) && wall.toSecondOfDay() / 60 < lastMinute(range));
            return in ? "off-the-grid" : "outside-hours";
        }
        if (isClosed(ask.office(), ask.start())) {
            return "closed";
        }
        if (isOff(ask.doctor(), time)) {
            return "time-off";
        }
        Duration buffer = ask.byStaff() ? Duration.ZERO : rules(ask.office()).buffer();
        if (isTaken(ask.doctor(), around(time, buffer), ask.patient(), ask.moving())) {
            return "slot-taken";
        }
        if (appointments.stream()
                .anyMatch(booked -> !booked.cancelled()
                        && booked.patient().equals(ask.patient())
                        && !booked.equals(ask.moving())
                        && overlap(booked.time(), time))) {
            return "patient-busy";
        }
        long ahead = appointments.stream()
                .filter(booked -> !booked.cancelled()
                        && booked.patient().equals(ask.patient())
                        && booked.office().equals(ask.office()))
                .count();
        return counted && !ask.byStaff() && ahead >= rules(ask.office()).most() ? "too-many" : "ok";
    }

    /** The length that a booked time has. */
    TimeRange timeOf(Ask ask) {
        return offered(
                        ask.doctor(),
                        ask.office(),
                        ask.start().atZone(zone(ask.office())).toLocalDate())
                .stream()
                .filter(offer -> offer.start().equals(ask.start()))
                .findFirst()
                .orElseThrow();
    }

    /** A booking drops the patient's own holds that are in its way. */
    void dropHolds(Ask ask, TimeRange time) {
        Duration buffer = ask.byStaff() ? Duration.ZERO : rules(ask.office()).buffer();
        holds.removeIf(held -> held.patient().equals(ask.patient())
                && held.doctor().equals(ask.doctor())
                && overlap(held.time(), around(time, buffer)));
    }

    /** What somebody is offered, in order. */
    List<Free> free(
            @Nullable Actor viewer,
            Collection<DoctorId> doctors,
            Collection<OfficeId> offices,
            LocalDate from,
            LocalDate to) {
        boolean staff = viewer != null && viewer.role() != Role.PATIENT;
        PatientId holder = viewer != null && viewer.role() == Role.PATIENT ? new PatientId(viewer.id()) : null;
        List<Free> free = new ArrayList<>();
        for (DoctorId doctor : doctors) {
            for (OfficeId office : offices) {
                Duration buffer = staff ? Duration.ZERO : rules(office).buffer();
                for (LocalDate date : from.datesUntil(to.plusDays(1)).toList()) {
                    for (TimeRange time : offered(doctor, office, date)) {
                        if (!isClosed(office, time.start())
                                && !isOff(doctor, time)
                                && !isTaken(doctor, around(time, buffer), holder, null)) {
                            free.add(new Free(time.start(), time.end(), doctor, office));
                        }
                    }
                }
            }
        }
        free.sort(
                Comparator.comparing(Free::start).thenComparing(f -> f.doctor().value()));
        return free;
    }

    /** Why a time that the hours offer can't be had, as an admin is told; null when it can. */
    @Nullable
    Reason reason(DoctorId doctor, OfficeId office, TimeRange time) {
        if (isOff(doctor, time)) {
            return Reason.TIME_OFF;
        }
        if (isClosed(office, time.start())) {
            return Reason.CLOSURE;
        }
        if (appointments.stream()
                .anyMatch(b -> !b.cancelled() && b.doctor().equals(doctor) && overlap(b.time(), time))) {
            return Reason.BOOKED;
        }
        if (holds.stream().anyMatch(held -> held.doctor().equals(doctor) && overlap(held.time(), time))) {
            return Reason.HELD;
        }
        return isTaken(doctor, around(time, rules(office).buffer()), null, null) ? Reason.BUFFER : null;
    }

    /** Whether an appointment lies in the hours of its doctor. */
    boolean isInHours(Booked booked) {
        LocalDate date = booked.time().start().atZone(zone(booked.office())).toLocalDate();
        return ranges(booked.doctor(), booked.office(), date).stream()
                .map(range -> looks(range, date, zone(booked.office())))
                .anyMatch(looks -> looks.stream()
                                .anyMatch(look -> look.at().equals(booked.time().start()))
                        && !booked.time().end().isAfter(looks.getLast().next()));
    }

    /** Whether a week would have the doctor in two places. */
    boolean isTwofold(List<WorkingHours> week, LocalDate today) {
        for (int i = 0; i < week.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (meet(week.get(i), week.get(j), today)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean meet(WorkingHours a, WorkingHours b, LocalDate today) {
        ZoneId zoneA = zone(a.officeId());
        ZoneId zoneB = zone(b.officeId());
        if (zoneA.equals(zoneB)) {
            return a.dayOfWeek() == b.dayOfWeek()
                    && a.startTime().toSecondOfDay() / 60 < lastMinute(b)
                    && b.startTime().toSecondOfDay() / 60 < lastMinute(a)
                    && today.datesUntil(today.plusYears(3)).anyMatch(date -> holds(a, date) && holds(b, date));
        }
        return today.datesUntil(today.plusYears(1))
                .filter(date -> holds(a, date))
                .anyMatch(date -> Stream.of(date.minusDays(1), date, date.plusDays(1))
                        .filter(other -> holds(b, other))
                        .anyMatch(other -> {
                            List<WallClock.Look> ofA = looks(a, date, zoneA);
                            List<WallClock.Look> ofB = looks(b, other, zoneB);
                            return !ofA.isEmpty()
                                    && !ofB.isEmpty()
                                    && ofA.getFirst()
                                            .at()
                                            .isBefore(ofB.getLast().next())
                                    && ofB.getFirst()
                                            .at()
                                            .isBefore(ofA.getLast().next());
                        }));
    }
}
