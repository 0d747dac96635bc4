package dev.outpatient.scheduling;

import dev.outpatient.directory.Directory;
import dev.outpatient.scheduling.BusyDays.Owner;
import dev.outpatient.scheduling.ExplainedTime.Reason;
import dev.outpatient.scheduling.Schedule.Opening;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Dates;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.TimeRange;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Answers "why is there no time?": for each time of a doctor's day in an office, the first rule that takes it. */
@Service
public class SlotReasons {

    private final Directory directory;
    private final Schedules schedules;
    private final AppointmentRepository appointments;
    private final CalendarRepository calendar;
    private final HoldRepository holds;
    private final TimeOffRepository timeOff;
    private final ClosureRepository closures;
    private final Clock clock;

    SlotReasons(
            Directory directory,
            Schedules schedules,
            AppointmentRepository appointments,
            CalendarRepository calendar,
            HoldRepository holds,
            TimeOffRepository timeOff,
            ClosureRepository closures,
            Clock clock) {
        this.directory = directory;
        this.schedules = schedules;
        this.appointments = appointments;
        this.calendar = calendar;
        this.holds = holds;
        this.timeOff = timeOff;
        this.closures = closures;
        this.clock = clock;
    }

    /** All that bears on one day. */
    private record Facts(
            @Nullable Actor viewer,
            boolean full,
            TimeRange day,
            BookingRules rules,
            Owner doctor,
            BusyDays busy,
            List<AppointmentView> booked,
            List<Hold> held,
            List<TimeOff> off,
            @Nullable Closure closure,
            Instant now) {}

    /**
     * The whole date from midnight to midnight, in order and without gaps, by the rules that hold for patients. The doctor
     * and admins get every detail. Others get none that is about somebody else, and a time that is held for another looks
     * to them like one that is booked.
     *
     * @param viewer null for a visitor
     * @throws Problem.NotFound when there is no such doctor or office
     */
    public List<ExplainedTime> explain(@Nullable Actor viewer, DoctorId doctor, OfficeId office, LocalDate date) {
        Dates.check("date", date);
        directory.getDoctor(doctor);
        ZoneId zone = directory.getOffice(office).timeZone();
        Schedule schedule = schedules.current();
        TimeRange day = new TimeRange(
                date.atStartOfDay(zone).toInstant(),
                date.plusDays(1).atStartOfDay(zone).toInstant());
        List<TimeRange> offered = schedule.of(doctor).on(date).stream()
                .filter(opening -> opening.officeId().equals(office))
                .map(Opening::hours)
                .flatMap(hours -> OfferedTimes.on(date, hours, zone).stream())
                .sorted(Comparator.comparing(TimeRange::start))
                .toList();
        Facts facts = facts(viewer, doctor, office, date, day, schedule);
        List<ExplainedTime> times = new ArrayList<>();
        Instant told = day.start();
        for (TimeRange time : offered) {
            // Two ranges of one day can't overlap, but the visits of a repeated hour may touch.
            if (time.start().isAfter(told)) {
                times.add(noHours(new TimeRange(told, time.start()), zone));
            }
            times.add(explain(time, facts, zone));
            told = time.end().isAfter(told) ? time.end() : told;
        }
        if (told.isBefore(day.end())) {
            times.add(noHours(new TimeRange(told, day.end()), zone));
        }
        return times;
    }

    private Facts facts(
            @Nullable Actor viewer,
            DoctorId doctor,
            OfficeId office,
            LocalDate date,
            TimeRange day,
            Schedule schedule) {
        BookingRules rules = schedule.rules(office);
        TimeRange around = FreeTimes.padded(day, rules.buffer());
        BusyDays busy = new BusyDays();
        calendar.read(Set.of(doctor), Ticks.day(around.start()), Ticks.day(around.end()), busy);
        List<Hold> held = holds.active(doctor, around, clock.instant()).stream()
                .filter(hold -> viewer == null || !hold.isOf(viewer))
                .toList();
        held.forEach(hold -> busy.overlay(Owner.of(doctor), hold.time()));
        return new Facts(
                viewer,
                viewer != null && (viewer.is(doctor) || viewer.isAdmin()),
                day,
                rules,
                Owner.of(doctor),
                busy,
                appointments.notCancelled(doctor, day),
                held,
                timeOff.list(doctor, day),
                closures.list(List.of(office), date, date).stream().findFirst().orElse(null),
                clock.instant());
    }

    private static ExplainedTime explain(TimeRange time, Facts facts, ZoneId zone) {
        for (TimeOff off : facts.off()) {
            if (off.time().overlaps(time)) {
                return told(time, zone, Reason.TIME_OFF, facts.full() ? off.reason() : null, null);
            }
        }
        Closure closure = facts.closure();
        if (closure != null) {
            return told(time, zone, Reason.CLOSURE, closure.name(), null);
        }
        for (AppointmentView view : facts.booked()) {
            Appointment appointment = view.appointment();
            if (appointment.time().overlaps(time)) {
                boolean own = facts.viewer() != null && facts.viewer().is(appointment.patientId());
                return told(
                        time,
                        zone,
                        Reason.BOOKED,
                        facts.full() ? view.patientName() : null,
                        facts.full() || own ? appointment.id().value() : null);
            }
        }
        for (Hold hold : facts.held()) {
            if (hold.time().overlaps(time)) {
                return told(time, zone, facts.full() ? Reason.HELD : Reason.BOOKED, null, null);
            }
        }
        return told(time, zone, byRule(time, facts), null, null);
    }

    private static @Nullable Reason byRule(TimeRange time, Facts facts) {
        Instant start = time.start();
        if (start.isBefore(facts.now())) {
            return Reason.PAST;
        }
        if (start.isBefore(facts.now().plus(facts.rules().notice()))) {
            return Reason.NOTICE;
        }
        if (start.isAfter(facts.now().plus(facts.rules().horizon()))) {
            return Reason.HORIZON;
        }
        boolean free = facts.busy()
                .isFree(facts.doctor(), FreeTimes.padded(time, facts.rules().buffer()));
        return free ? null : Reason.BUFFER;
    }

    private static ExplainedTime noHours(TimeRange time, ZoneId zone) {
        return told(time, zone, Reason.NO_HOURS, null, null);
    }

    private static ExplainedTime told(
            TimeRange time,
            ZoneId zone,
            @Nullable Reason reason,
            @Nullable String detail,
            @Nullable Long appointmentId) {
        return new ExplainedTime(
                time.start().atZone(zone).toOffsetDateTime(),
                time.end().atZone(zone).toOffsetDateTime(),
                reason,
                detail,
                appointmentId);
    }
}
