package dev.outpatient.scheduling.web;

import dev.outpatient.accounts.RequestKey;
import dev.outpatient.scheduling.Series;
import dev.outpatient.scheduling.SeriesBooking;
import dev.outpatient.scheduling.SeriesId;
import dev.outpatient.scheduling.SeriesRequest;
import dev.outpatient.scheduling.SlotView;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Visits that come again. */
@RestController
@RequestMapping("/api/v1/appointments/series")
class SeriesApi {

    record SeriesBody(
            @NotNull Long doctorId,
            @NotNull Long officeId,
            @NotNull Long patientId,
            @NotNull OffsetDateTime startsAt,
            @NotNull Integer everyDays,
            @NotNull Integer visits,
            @Nullable @Size(max = 500) String reason) {

        SeriesRequest request() {
            return new SeriesRequest(
                    new DoctorId(doctorId),
                    new OfficeId(officeId),
                    new PatientId(patientId),
                    startsAt.toInstant(),
                    everyDays,
                    visits,
                    reason);
        }
    }

    record CancelBody(
            @NotNull LocalDate from,
            @Nullable @Size(max = 500) String reason) {}

    /**
     * One of the visits.
     *
     * @param wantedTime by the clock at the office
     * @param appointment null when it was refused
     * @param refusal why it was refused, such as {@code slot-taken}, or null
     * @param alternative the free time nearest to a refused one, or null without any
     */
    record VisitAnswer(
            LocalDateTime wantedTime,
            @Nullable AppointmentAnswer appointment,
            @Nullable String refusal,
            @Nullable SlotView alternative) {

        static VisitAnswer of(Series.Visit visit) {
            return new VisitAnswer(
                    visit.wantedTime(),
                    visit.appointment() == null ? null : AppointmentAnswer.of(visit.appointment()),
                    visit.refusal(),
                    visit.alternative() == null ? null : SlotView.of(visit.alternative()));
        }
    }

    record SeriesAnswer(long id, int everyDays, int booked, List<VisitAnswer> items) {

        static SeriesAnswer of(Series series) {
            List<VisitAnswer> items =
                    series.visits().stream().map(VisitAnswer::of).toList();
            int booked = (int)
                    items.stream().filter(item -> item.appointment() != null).count();
            return new SeriesAnswer(series.id().value(), series.everyDays(), booked, items);
        }
    }

    /**
     * @param items the appointments that are cancelled now
     * @param kept those that could not be cancelled any more
     */
    record CancelledAnswer(List<AppointmentAnswer> items, List<AppointmentAnswer> kept) {}

    private final SeriesBooking series;

    SeriesApi(SeriesBooking series) {
        this.series = series;
    }

    @PostMapping
    ResponseEntity<SeriesAnswer> book(
            Actor actor,
            @Valid @RequestBody SeriesBody body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        SeriesRequest request = body.request();
        Series booked = series.book(actor, request, RequestKey.of(key, request));
        return ResponseEntity.created(URI.create("/api/v1/appointments/series/" + booked.id()))
                .body(SeriesAnswer.of(booked));
    }

    @GetMapping("/{id}")
    SeriesAnswer get(Actor actor, @PathVariable long id) {
        return SeriesAnswer.of(series.get(actor, new SeriesId(id)));
    }

    @PostMapping("/{id}/cancel")
    CancelledAnswer cancel(Actor actor, @PathVariable long id, @Valid @RequestBody CancelBody body) {
        SeriesBooking.Cancelled cancelled = series.cancel(actor, new SeriesId(id), body.from(), body.reason());
        return new CancelledAnswer(
                cancelled.cancelled().stream().map(AppointmentAnswer::of).toList(),
                cancelled.kept().stream().map(AppointmentAnswer::of).toList());
    }
}
