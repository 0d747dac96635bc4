package dev.outpatient.scheduling;

import dev.outpatient.accounts.RequestKey;
import dev.outpatient.accounts.RequestKeys;
import dev.outpatient.audit.AuditTrail;
import dev.outpatient.directory.Directory;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Dates;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Reference;
import dev.outpatient.shared.TimeRange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** When doctors are away. Kept by the doctor and by admins; nobody else knows why. */
@Service
public class TimeOffs {

    private static final int LONGEST_REASON = 255;
    private static final Duration LONGEST = Duration.ofDays(400);

    /** A time off that was entered, and the appointments in it, which stand until somebody moves or cancels them. */
    public record Entered(TimeOff timeOff, List<AppointmentView> affected) {}

    /** A time off that somebody thinks of, and the appointments that stand in it now. */
    public record Planned(TimeRange time, List<AppointmentView> affected) {}

    private final TimeOffRepository timeOff;
    private final ScheduleStamps stamps;
    private final Affected affected;
    private final Directory directory;
    private final RequestKeys requestKeys;
    private final RetriedTransaction transaction;
    private final AuditTrail trail;
    private final Clock clock;

    TimeOffs(
            TimeOffRepository timeOff,
            ScheduleStamps stamps,
            Affected affected,
            Directory directory,
            RequestKeys requestKeys,
            RetriedTransaction transaction,
            AuditTrail trail,
            Clock clock) {
        this.timeOff = timeOff;
        this.stamps = stamps;
        this.affected = affected;
        this.directory = directory;
        this.requestKeys = requestKeys;
        this.transaction = transaction;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * A doctor's time off that overlaps a range, in order.
     *
     * @param range null for all that is not over
     * @throws Problem.NotFound when there is no such doctor, or the actor is another one
     */
    public List<TimeOff> list(Actor actor, DoctorId doctor, @Nullable TimeRange range) {
        check(actor, doctor);
        Instant now = clock.instant();
        return timeOff.list(doctor, range == null ? TimeRange.of(now, Duration.ofDays(36_500)) : range);
    }

    /** @throws Problem.NotFound when the doctor has no such time off, or the actor is another doctor */
    public TimeOff get(Actor actor, DoctorId doctor, long id) {
        check(actor, doctor);
        return timeOff.find(doctor, id).orElseThrow(() -> Problem.NotFound.of("time off"));
    }

    /**
     * The time off of several doctors that overlaps a range, by doctor and in order.
     *
     * @throws Problem.Forbidden when the actor is no admin
     */
    public List<TimeOff> list(Actor actor, Collection<DoctorId> doctors, TimeRange range) {
        if (!actor.isAdmin()) {
            throw Problem.Forbidden.to("see the time off of others");
        }
        return timeOff.list(doctors, range);
    }

    /**
     * What {@link #enter} would say, before anything is entered. Changes nothing.
     *
     * @throws Problem.NotFound when there is no such doctor, or the actor is another one
     * @throws Problem.Invalid when it could not be entered
     */
    @Transactional
    public Planned preview(Actor actor, DoctorId doctor, Instant startsAt, Instant endsAt, @Nullable String reason) {
        check(actor, doctor);
        TimeRange time = checked(startsAt, endsAt);
        Reasons.checked("reason", reason, LONGEST_REASON);
        trail.info(
                actor, "appointments.listed", "Read the appointments that time off would affect", Reference.of(doctor));
        return new Planned(time, affected.standing(doctor, time));
    }

    /**
     * Takes a doctor out of the free times from a moment to another. Appointments that stand are not touched.
     *
     * @param time to the minute
     * @param key what makes a repeated request answer as the first one did, or null
     * @throws Problem.NotFound when there is no such doctor, or the actor is another one
     * @throws Problem.Invalid when it is over already, or longer than 400 days
     */
    public Entered enter(
            Actor actor,
            DoctorId doctor,
            Instant startsAt,
            Instant endsAt,
            @Nullable String reason,
            @Nullable RequestKey key) {
        check(actor, doctor);
        TimeRange time = checked(startsAt, endsAt);
        String why = Reasons.checked("reason", reason, LONGEST_REASON);
        long id = transaction.run(() -> requestKeys.findCreated(actor, key).orElseGet(() -> {
            stamps.changed(doctor);
            long created = timeOff.insert(doctor, time, why, clock.instant());
            requestKeys.created(actor, key, created);
            trail.info(actor, "Entered time off", Reference.of(doctor));
            return created;
        }));
        TimeOff entered = timeOff.find(doctor, id).orElseThrow(() -> Problem.NotFound.of("time off"));
        return new Entered(entered, affected.within(doctor, entered.time()));
    }

    /**
     * Offers the time again.
     *
     * @throws Problem.NotFound when the doctor has no such time off, or the actor is another doctor
     */
    public void remove(Actor actor, DoctorId doctor, long id) {
        check(actor, doctor);
        transaction.run(() -> {
            stamps.changed(doctor);
            if (!timeOff.delete(doctor, id)) {
                throw Problem.NotFound.of("time off");
            }
            trail.info(actor, "Removed time off", Reference.of(doctor));
            return id;
        });
    }

    private TimeRange checked(Instant startsAt, Instant endsAt) {
        Instant start = startsAt.truncatedTo(ChronoUnit.MINUTES);
        Instant end = endsAt.truncatedTo(ChronoUnit.MINUTES);
        if (!start.isBefore(end)) {
            throw Problem.Invalid.field("endsAt", "It ends before it starts.");
        }
        if (!end.isAfter(clock.instant())) {
            throw Problem.Invalid.field("endsAt", "It is over already.");
        }
        if (Duration.between(start, end).compareTo(LONGEST) > 0) {
            throw Problem.Invalid.field("endsAt", "Use at most " + LONGEST.toDays() + " days.");
        }
        // The start is not much earlier than now, and before the end.
        Dates.check("endsAt", end);
        return new TimeRange(start, end);
    }

    private void check(Actor actor, DoctorId doctor) {
        if (!actor.is(doctor) && !actor.isAdmin()) {
            throw Problem.NotFound.of("doctor");
        }
        directory.getDoctor(doctor);
    }
}
