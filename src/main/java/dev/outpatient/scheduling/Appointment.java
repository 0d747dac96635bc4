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
        @Nullable String cancelReason) {

    /** The {@code cancelReason} of a patient who did not come. */
    public static final String NO_SHOW = "no_show";

    /** Called off before it starts, by {@code role}, for a reason in the person's own words if any was given. */
    Appointment cancel(String role, @Nullable String why, Instant now) {
        if (status != AppointmentStatus.SCHEDULED) {
            throw InvalidTransition.of("cancel", status);
        }
        if (!now.isBefore(time.start())) {
            throw InvalidTransition.started("cancel");
        }
        return new Appointment(
                id,
                patientId,
                doctorId,
                officeId,
                time,
                AppointmentStatus.CANCELLED,
                reason,
                version + 1,
                arrivedAt,
                now,
                role,
                why);
    }

    /** Whether {@link #cancel} would be let through. */
    public boolean isCancellable(Instant now) {
        return status == AppointmentStatus.SCHEDULED && now.isBefore(time.start());
    }
}
