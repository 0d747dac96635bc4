package dev.outpatient.scheduling;

import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.TimeRange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An appointment at one moment of its life. Its methods are the steps it may take; each gives the appointment after the
 * step, or throws {@link InvalidTransition}.
 *
 * @param version counts its changes, from 1
 * @param cancelledBy the role of who cancelled, in lower case
 * @param seriesId the series it was booked in, or null
 */
public record Appointment(
        AppointmentId id,
        PatientId patientId,
        DoctorId doctorId,
        OfficeId officeId,
        TimeRange time,
        AppointmentStatus status,
        @Nullable String reason,
        int version,
        @Nullable Instant arrivedAt,
        @Nullable Instant cancelledAt,
        @Nullable String cancelledBy,
        @Nullable String cancelReason,
        @Nullable Long seriesId) {

    /** The {@code cancelReason} of a patient who did not come. */
    public static final String NO_SHOW = "no_show";

    /** To another time, and perhaps another office of the doctor, before it starts. Who has arrived has to arrive again. */
    Appointment move(OfficeId office, TimeRange to, Instant now) {
        requireAhead("move", now);
        return new Appointment(
                id, patientId, doctorId, office, to, status, reason, version + 1, null, null, null, null, seriesId);
    }

    /** Called off before it starts, by {@code role}, for a reason in the person's own words if any was given. */
    Appointment cancel(String role, @Nullable String why, Instant now) {
        requireAhead("cancel", now);
        return with(AppointmentStatus.CANCELLED, arrivedAt, now, role, why);
    }

    /** The patient is here. */
    Appointment arrive(Instant now) {
        requireScheduled("mark as arrived");
        if (arrivedAt != null) {
            throw InvalidTransition.because("The patient has arrived already.");
        }
        return with(status, now, null, null, null);
    }

    /** The visit took place: not before it starts. */
    Appointment complete(Instant now) {
        requireScheduled("complete");
        requireStarted("complete", now);
        return with(AppointmentStatus.COMPLETED, arrivedAt, null, null, null);
    }

    /** The patient did not come: not before it starts, and not who has arrived. */
    Appointment noShow(String role, Instant now) {
        requireScheduled("mark as no-show");
        requireStarted("mark as no-show", now);
        if (arrivedAt != null) {
            throw InvalidTransition.because("The patient has arrived.");
        }
        return with(AppointmentStatus.CANCELLED, null, now, role, NO_SHOW);
    }

    /** Whether somebody wrote down that the patient did not come; its status is {@code cancelled} then. */
    public boolean isNoShow() {
        return status == AppointmentStatus.CANCELLED && NO_SHOW.equals(cancelReason);
    }

    /** The last step was a slip: the visit is not over, or the patient not here. */
    Appointment undo() {
        if (status == AppointmentStatus.COMPLETED) {
            return with(AppointmentStatus.SCHEDULED, arrivedAt, null, null, null);
        }
        requireScheduled("undo");
        if (arrivedAt == null) {
            throw InvalidTransition.because("There is nothing to undo.");
        }
        return with(status, null, null, null, null);
    }

    /** Whether it is agreed and has not started: it can be moved or cancelled, if the office's rules allow. */
    public boolean isAhead(Instant now) {
        return status == AppointmentStatus.SCHEDULED && now.isBefore(time.start());
    }

    /** Whether it is agreed and has started: it can be completed, or marked as no-show. */
    public boolean isDue(Instant now) {
        return status == AppointmentStatus.SCHEDULED && !now.isBefore(time.start());
    }

    private void requireScheduled(String step) {
        if (status != AppointmentStatus.SCHEDULED) {
            throw InvalidTransition.of(step, status);
        }
    }

    private void requireAhead(String step, Instant now) {
        requireScheduled(step);
        if (!isAhead(now)) {
            throw InvalidTransition.because("Can't " + step + " an appointment that has started.");
        }
    }

    private void requireStarted(String step, Instant now) {
        if (now.isBefore(time.start())) {
            throw InvalidTransition.because("Can't " + step + " an appointment that has not started.");
        }
    }

    private Appointment with(
            AppointmentStatus status,
            @Nullable Instant arrivedAt,
            @Nullable Instant cancelledAt,
            @Nullable String cancelledBy,
            @Nullable String cancelReason) {
        return new Appointment(
                id,
                patientId,
                doctorId,
                officeId,
                time,
                status,
                reason,
                version + 1,
                arrivedAt,
                cancelledAt,
                cancelledBy,
                cancelReason,
                seriesId);
    }
}
