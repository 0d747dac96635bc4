package dev.outpatient.scheduling;

import dev.outpatient.audit.AuditTrail;
import dev.outpatient.directory.Directory;
import dev.outpatient.scheduling.AppointmentRepository.Placed;
import dev.outpatient.scheduling.ExplainedTime.Reason;
import dev.outpatient.scheduling.Schedule.OfDoctor;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Pointer;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Reference;
import dev.outpatient.shared.TimeRange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The appointments ahead that the schedule would not offer any more. They stand until somebody moves or cancels them, so
 * the pages keep telling of them.
 */
@Service
public class Conflicts {

    /**
     * An appointment ahead that no longer fits.
     *
     * @param reason NO_HOURS, TIME_OFF or CLOSURE
     */
    public record Conflict(AppointmentView view, Reason reason) {}

    /**
     * How many appointments of one office or one doctor no longer fit.
     *
     * @param reason CLOSURE, where it is an office, or TIME_OFF, where it is a doctor
     * @param id of the office or the doctor
     */
    public record Several(Reason reason, long id, String name, long appointments) {}

    /** How far ahead the whole clinic is looked through. */
    private static final Duration SOON = Duration.ofDays(28);

    private final AppointmentRepository appointments;
    private final AppointmentSearchRepository lists;
    private final ConflictRepository counts;
    private final Schedules schedules;
    private final Closures closures;
    private final Directory directory;
    private final AuditTrail trail;
    private final Clock clock;

    Conflicts(
            AppointmentRepository appointments,
            AppointmentSearchRepository lists,
            ConflictRepository counts,
            Schedules schedules,
            Closures closures,
            Directory directory,
            AuditTrail trail,
            Clock clock) {
        this.appointments = appointments;
        this.lists = lists;
        this.counts = counts;
        this.schedules = schedules;
        this.closures = closures;
        this.directory = directory;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Those of a doctor, in order.
     *
     * @throws Problem.NotFound when there is no such doctor, or the actor is another one
     */
    public List<Conflict> ofDoctor(Actor actor, DoctorId doctor) {
        if (!actor.is(doctor) && !actor.isAdmin()) {
            throw Problem.NotFound.of("doctor");
        }
        directory.getDoctor(doctor);
        Instant now = clock.instant();
        Schedule schedule = schedules.current();
        OfDoctor own = schedule.of(doctor);
        List<AppointmentId> unfit = appointments.placed(doctor, TimeRange.of(now, BookingRules.FURTHEST)).stream()
                .filter(visit -> reason(schedule, own, visit) != null)
                .map(Placed::id)
                .toList();
        // Looked at again: it may have been moved or cancelled in between.
        List<Conflict> conflicts = lists.byIds(unfit).stream()
                .filter(view -> view.appointment().isAhead(now))
                .flatMap(
                        view -> Optional.ofNullable(reason(schedule, own, Placed.of(view)))
                                .map(reason -> new Conflict(view, reason))
                                .stream())
                .toList();
        tell(actor, conflicts, Reference.of(doctor));
        return conflicts;
    }

    /**
     * Those in an office on the dates on which it is closed, in order.
     *
     * @throws Problem.Forbidden when the actor is no admin
     * @throws Problem.NotFound when there is no such office
     */
    public List<Conflict> ofOffice(Actor actor, OfficeId office) {
        if (!actor.isAdmin()) {
            throw Problem.Forbidden.to("see the appointments of an office");
        }
        ZoneId zone = directory.getOffice(office).timeZone();
        Instant now = clock.instant();
        LocalDate last = LocalDate.ofInstant(now.plus(BookingRules.FURTHEST), zone);
        List<TimeRange> closed = closures.list(office, null, last).stream()
                .map(Closure::closedOn)
                .map(date -> new TimeRange(
                        date.atStartOfDay(zone).toInstant(),
                        date.plusDays(1).atStartOfDay(zone).toInstant()))
                .toList();
        List<Conflict> conflicts = appointments.startingIn(office, closed).stream()
                .filter(view -> view.appointment().isAhead(now))
                .map(view -> new Conflict(view, Reason.CLOSURE))
                .toList();
        tell(actor, conflicts);
        return conflicts;
    }

    /** They name patients, and how to reach them. */
    private void tell(Actor actor, List<Conflict> conflicts, Pointer... about) {
        if (!conflicts.isEmpty()) {
            trail.info(actor, "appointments.listed", "Read the appointments that no longer fit", about);
        }
    }

    /**
     * Those of the next four weeks that lie on a closed day, by office, then those in time off, by doctor.
     *
     * @throws Problem.Forbidden when the actor is no admin
     */
    public List<Several> soon(Actor actor) {
        if (!actor.isAdmin()) {
            throw Problem.Forbidden.to("see the appointments of all offices");
        }
        TimeRange soon = TimeRange.of(clock.instant(), SOON);
        return Stream.concat(counts.onClosedDays(soon).stream(), counts.inTimeOff(soon).stream())
                .toList();
    }

    private static @Nullable Reason reason(Schedule schedule, OfDoctor doctor, Placed visit) {
        if (doctor.isOff(visit.time())) {
            return Reason.TIME_OFF;
        }
        if (schedule.isClosed(visit.officeId(), visit.startsAt().toLocalDate())) {
            return Reason.CLOSURE;
        }
        return Affected.isInHours(doctor, visit) ? null : Reason.NO_HOURS;
    }
}
