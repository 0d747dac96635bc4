package dev.outpatient.scheduling.web;

import dev.outpatient.scheduling.Appointment;
import dev.outpatient.scheduling.AppointmentView;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** An appointment as the API tells it. Times are by the clock at the office. */
record AppointmentAnswer(
        long id,
        long patientId,
        String patientName,
        long doctorId,
        String doctorName,
        String specialty,
        long officeId,
        String officeName,
        OffsetDateTime startsAt,
        OffsetDateTime endsAt,
        String status,
        @Nullable String reason,
        @Nullable OffsetDateTime arrivedAt,
        @Nullable OffsetDateTime cancelledAt,
        @Nullable String cancelledBy,
        @Nullable String cancelReason,
        @Nullable Long seriesId) {

    static AppointmentAnswer of(AppointmentView view) {
        Appointment appointment = view.appointment();
        ZoneId zone = view.office().timeZone();
        return new AppointmentAnswer(
                appointment.id().value(),
                appointment.patientId().value(),
                view.patientName(),
                appointment.doctorId().value(),
                view.doctor().name(),
                view.doctor().specialty(),
                appointment.officeId().value(),
                view.office().name(),
                view.startsAt(),
                view.endsAt(),
                appointment.status().word(),
                appointment.reason(),
                at(appointment.arrivedAt(), zone),
                at(appointment.cancelledAt(), zone),
                appointment.cancelledBy(),
                appointment.cancelReason(),
                appointment.seriesId());
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant, ZoneId zone) {
        return instant == null ? null : instant.atZone(zone).toOffsetDateTime();
    }
}
