package dev.outpatient.scheduling.web;

import dev.outpatient.accounts.RequestKey;
import dev.outpatient.scheduling.AppointmentFilter;
import dev.outpatient.scheduling.AppointmentStatus;
import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.Appointments;
import dev.outpatient.scheduling.Attendance;
import dev.outpatient.scheduling.Booking;
import dev.outpatient.scheduling.BookingRequest;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.ETag;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Page;
import dev.outpatient.shared.PatientId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Booking, moving, cancelling, what became of it, and everybody's own appointments. */
@RestController
@RequestMapping("/api/v1/appointments")
class AppointmentsApi {

    record BookBody(
            @NotNull Long doctorId,
            @NotNull Long officeId,
            @NotNull OffsetDateTime startsAt,
            @Nullable @Size(max = 500) String reason,
            @Nullable Long patientId) {

        /** The same for the same wish, whatever offset its time is written in. */
        BookingRequest request() {
            return new BookingRequest(
                    new DoctorId(doctorId),
                    new OfficeId(officeId),
                    startsAt.toInstant(),
                    reason,
                    patientId == null ? null : new PatientId(patientId));
        }
    }

    record CancelBody(@Nullable @Size(max = 500) String reason) {}

    record MoveBody(
            @NotNull OffsetDateTime startsAt, @Nullable Long officeId) {}

    private final Appointments appointments;
    private final Booking booking;
    private final Attendance attendance;

    AppointmentsApi(Appointments appointments, Booking booking, Attendance attendance) {
        this.appointments = appointments;
        this.booking = booking;
        this.attendance = attendance;
    }

    @PostMapping
    ResponseEntity<AppointmentAnswer> book(
            Actor actor,
            @Valid @RequestBody BookBody body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        BookingRequest request = body.request();
        AppointmentView booked = booking.book(actor, request, RequestKey.of(key, request));
        return answer(
                ResponseEntity.created(URI.create(
                        "/api/v1/appointments/" + booked.appointment().id())),
                booked);
    }

    @GetMapping
    Page<AppointmentAnswer> search(
            Actor actor,
            @RequestParam AppointmentFilter.@Nullable When when,
            @RequestParam @Nullable AppointmentStatus status,
            @RequestParam @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate date,
            @RequestParam @Nullable Long doctorId,
            @RequestParam @Nullable Long patientId,
            @RequestParam @Nullable String patientName,
            @RequestParam @Nullable String after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        AppointmentFilter filter = new AppointmentFilter(
                when,
                status,
                date,
                doctorId == null ? null : new DoctorId(doctorId),
                patientId == null ? null : new PatientId(patientId),
                patientName);
        return appointments.search(actor, filter, after, limit).map(AppointmentAnswer::of);
    }

    @GetMapping("/{id}")
    ResponseEntity<AppointmentAnswer> get(Actor actor, @PathVariable long id) {
        return answer(ResponseEntity.ok(), appointments.get(actor, new AppointmentId(id)));
    }

    @PostMapping("/{id}/cancel")
    ResponseEntity<AppointmentAnswer> cancel(
            Actor actor,
            @PathVariable long id,
            @Valid @RequestBody(required = false) @Nullable CancelBody body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return answer(
                ResponseEntity.ok(),
                booking.cancel(
                        actor, new AppointmentId(id), body == null ? null : body.reason(), ETag.version(ifMatch)));
    }

    @PostMapping("/{id}/move")
    ResponseEntity<AppointmentAnswer> move(
            Actor actor,
            @PathVariable long id,
            @Valid @RequestBody MoveBody body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return answer(
                ResponseEntity.ok(),
                booking.move(
                        actor,
                        new AppointmentId(id),
                        body.startsAt().toInstant(),
                        body.officeId() == null ? null : new OfficeId(body.officeId()),
                        ETag.version(ifMatch)));
    }

    @PostMapping("/{id}/arrive")
    ResponseEntity<AppointmentAnswer> arrive(
            Actor actor,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return answer(ResponseEntity.ok(), attendance.arrive(actor, new AppointmentId(id), ETag.version(ifMatch)));
    }

    @PostMapping("/{id}/complete")
    ResponseEntity<AppointmentAnswer> complete(
            Actor actor,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return answer(ResponseEntity.ok(), attendance.complete(actor, new AppointmentId(id), ETag.version(ifMatch)));
    }

    @PostMapping("/{id}/no-show")
    ResponseEntity<AppointmentAnswer> noShow(
            Actor actor,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return answer(ResponseEntity.ok(), attendance.noShow(actor, new AppointmentId(id), ETag.version(ifMatch)));
    }

    private static ResponseEntity<AppointmentAnswer> answer(ResponseEntity.BodyBuilder answer, AppointmentView view) {
        return answer.eTag(ETag.of(view.appointment().version())).body(AppointmentAnswer.of(view));
    }
}
