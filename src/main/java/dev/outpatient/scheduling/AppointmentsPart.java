package dev.outpatient.scheduling;

import dev.outpatient.patients.PersonalData;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.PatientId;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A patient's visits. */
@Component
@Order(20)
class AppointmentsPart implements PersonalData {

    /** As it is exported; times by the clock at the office. */
    record Item(
            long id,
            OffsetDateTime startsAt,
            OffsetDateTime endsAt,
            String doctor,
            String specialty,
            String office,
            String status,
            @Nullable String reason,
            @Nullable OffsetDateTime arrivedAt,
            @Nullable OffsetDateTime cancelledAt,
            @Nullable String cancelReason) {

        static Item of(AppointmentView view) {
            Appointment visit = view.appointment();
            return new Item(
                    visit.id().value(),
                    view.startsAt(),
                    view.endsAt(),
                    view.doctor().name(),
                    view.doctor().specialty(),
                    view.office().name(),
                    visit.status().word(),
                    visit.reason(),
                    at(view, visit.arrivedAt()),
                    at(view, visit.cancelledAt()),
                    visit.cancelReason());
        }

        private static @Nullable OffsetDateTime at(AppointmentView view, @Nullable Instant moment) {
            return moment == null ? null : view.at(moment);
        }
    }

    private final AppointmentSearchRepository search;
    private final AppointmentRepository appointments;
    private final Booking booking;
    private final Clock clock;

    AppointmentsPart(
            AppointmentSearchRepository search, AppointmentRepository appointments, Booking booking, Clock clock) {
        this.search = search;
        this.appointments = appointments;
        this.booking = booking;
        this.clock = clock;
    }

    @Override
    public String section() {
        return "appointments";
    }

    @Override
    public List<?> export(PatientId patient) {
        return search.ofPatient(patient, Integer.MAX_VALUE).stream()
                .map(Item::of)
                .toList();
    }

    /** What is to come is cancelled, so that others get the times. */
    @Override
    public void close(PatientId patient) {
        Instant now = clock.instant();
        search.ofPatient(patient, Integer.MAX_VALUE).stream()
                .map(AppointmentView::appointment)
                .filter(visit -> visit.isAhead(now))
                .forEach(visit -> booking.cancel(Actor.OPERATOR, visit.id(), "The patient left the clinic.", null));
    }

    @Override
    public void erase(PatientId patient) {
        appointments.forgetReasons(patient);
    }
}
