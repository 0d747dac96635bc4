package dev.outpatient.scheduling;

import dev.outpatient.patients.RecordAccess;
import dev.outpatient.scheduling.BusyDays.Owner;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.Problem;
import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.stereotype.Component;

/** Lets an appointment take a step of its life, in the transaction of the caller. A step may give its time up. */
@Component
class Steps {

    private final AppointmentRepository appointments;
    private final CalendarRepository calendar;
    private final RecordAccess access;
    private final Clock clock;

    Steps(AppointmentRepository appointments, CalendarRepository calendar, RecordAccess access, Clock clock) {
        this.appointments = appointments;
        this.calendar = calendar;
        this.access = access;
        this.clock = clock;
    }

    /**
     * @param version the version that was read, or null to step from whatever is there
     * @return the appointment after the step
     * @throws Problem.NotFound when there is none, or it is none of the actor's
     * @throws Problem.Stale when it has another version by now
     */
    Appointment take(Actor actor, AppointmentId id, @Nullable Integer version, UnaryOperator<Appointment> step) {
        AppointmentView seen = get(actor, id);
        Appointment before = seen.appointment();
        List<Owner> owners = List.of(Owner.of(before.doctorId()), Owner.of(before.patientId()));
        // The calendar is always locked before the appointment, as a booking writes them in that order.
        BusyDays days = calendar.lock(BusyDays.keys(before.time(), owners));
        before = locked(before, version);
        Appointment after = step.apply(before);
        if (after.status() == AppointmentStatus.CANCELLED) {
            for (Owner owner : owners) {
                days.release(owner, before.time());
            }
            calendar.save(days);
        }
        appointments.update(after, seen.office().timeZone(), clock.instant());
        return after;
    }

    /** @throws Problem.NotFound when there is none, or it is none of the actor's */
    AppointmentView get(Actor actor, AppointmentId id) {
        return appointments
                .find(id)
                .filter(view -> access.maySee(
                        actor,
                        view.appointment().patientId(),
                        view.appointment().doctorId()))
                .orElseThrow(() -> Problem.NotFound.of("appointment"));
    }

    /**
     * The appointment for change, after its calendar rows were locked for the time that was seen.
     *
     * @throws CannotAcquireLockException when it has another time or office by now; to be tried again
     */
    Appointment locked(Appointment seen, @Nullable Integer version) {
        Appointment now = appointments.findForUpdate(seen.id()).orElseThrow(() -> Problem.NotFound.of("appointment"));
        if (version != null && version != now.version()) {
            throw Problem.Stale.version();
        }
        if (!now.time().equals(seen.time()) || !now.officeId().equals(seen.officeId())) {
            throw new CannotAcquireLockException("The appointment was moved");
        }
        return now;
    }
}
