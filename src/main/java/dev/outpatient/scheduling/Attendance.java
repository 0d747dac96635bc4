package dev.outpatient.scheduling;

import dev.outpatient.audit.AuditTrail;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Reference;
import dev.outpatient.shared.Role;
import java.time.Clock;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What becomes of an appointment on its day: the patient comes, is seen, or does not come. */
@Service
public class Attendance {

    /** Later a report may have counted it. What a patient said of a visit meanwhile stays said. */
    private static final int MINUTES_TO_UNDO = 10;

    private final AppointmentRepository appointments;
    private final Steps steps;
    private final RetriedTransaction transaction;
    private final AuditTrail trail;
    private final Clock clock;

    Attendance(
            AppointmentRepository appointments,
            Steps steps,
            RetriedTransaction transaction,
            AuditTrail trail,
            Clock clock) {
        this.appointments = appointments;
        this.steps = steps;
        this.transaction = transaction;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * The patient is here.
     *
     * @param version the version that was read, or null for whatever is there
     * @throws Problem.NotFound when there is none, or it is none of the actor's
     * @throws Problem.Forbidden when the actor is its patient
     * @throws Problem.Stale when it has another version by now
     * @throws InvalidTransition when it is not scheduled, or the patient has arrived already
     */
    public AppointmentView arrive(Actor actor, AppointmentId id, @Nullable Integer version) {
        return step(
                actor,
                id,
                version,
                "appointment.arrived",
                "Marked as arrived",
                before -> before.arrive(clock.instant()));
    }

    /** The visit took place. As {@link #arrive}; not before it starts. */
    public AppointmentView complete(Actor actor, AppointmentId id, @Nullable Integer version) {
        return step(
                actor,
                id,
                version,
                "appointment.completed",
                "Completed the appointment",
                before -> before.complete(clock.instant()));
    }

    /** The patient did not come. As {@link #arrive}; not before it starts, and not who has arrived. */
    public AppointmentView noShow(Actor actor, AppointmentId id, @Nullable Integer version) {
        return step(
                actor,
                id,
                version,
                "appointment.no-show",
                "Marked as no-show",
                before -> before.noShow(actor.role().word(), clock.instant()));
    }

    /**
     * Takes back an arrival or a completion that was a slip. As {@link #arrive}; the version is what the step made of it, so
     * that nothing else has happened to the appointment since. An arrival can be taken back as long as the visit is open: else
     * who was taken for another would have to be written down as seen.
     *
     * @throws InvalidTransition when there is nothing to undo, or a completion is longer ago than {@value #MINUTES_TO_UNDO}
     *     minutes
     */
    public AppointmentView undo(Actor actor, AppointmentId id, @Nullable Integer version) {
        return step(actor, id, version, "appointment.undone", "Took the last step back", before -> {
            if (before.status() == AppointmentStatus.COMPLETED
                    && clock.instant().isAfter(appointments.changedAt(id).plus(Duration.ofMinutes(MINUTES_TO_UNDO)))) {
                throw InvalidTransition.because("It is too late to undo that.");
            }
            return before.undo();
        });
    }

    private AppointmentView step(
            Actor actor,
            AppointmentId id,
            @Nullable Integer version,
            String action,
            String message,
            UnaryOperator<Appointment> step) {
        if (actor.role() == Role.PATIENT) {
            throw Problem.Forbidden.to("say how an appointment went");
        }
        transaction.run(() -> {
            Appointment after = steps.take(actor, id, version, step);
            trail.info(actor, action, message, Reference.of(id), Reference.of(after.patientId()));
            return id;
        });
        return appointments.find(id).orElseThrow();
    }
}
