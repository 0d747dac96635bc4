package dev.outpatient.scheduling.web;

import dev.outpatient.scheduling.Hold;
import dev.outpatient.scheduling.Holds;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Times that are kept for a patient while the booking is being written. */
@RestController
@RequestMapping("/api/v1/holds")
class HoldsApi {

    record HoldBody(
            @NotNull Long doctorId,
            @NotNull Long officeId,
            @NotNull OffsetDateTime startsAt,
            @Nullable Long patientId) {}

    record HoldAnswer(
            long id,
            long patientId,
            long doctorId,
            long officeId,
            Instant startsAt,
            Instant endsAt,
            Instant expiresAt) {

        static HoldAnswer of(Hold hold) {
            return new HoldAnswer(
                    hold.id(),
                    hold.patientId().value(),
                    hold.doctorId().value(),
                    hold.officeId().value(),
                    hold.time().start(),
                    hold.time().end(),
                    hold.expiresAt());
        }
    }

    private final Holds holds;

    HoldsApi(Holds holds) {
        this.holds = holds;
    }

    @PostMapping
    ResponseEntity<HoldAnswer> hold(Actor actor, @Valid @RequestBody HoldBody body) {
        Hold hold = holds.hold(
                actor,
                new DoctorId(body.doctorId()),
                new OfficeId(body.officeId()),
                body.startsAt().toInstant(),
                body.patientId() == null ? null : new PatientId(body.patientId()));
        return ResponseEntity.created(URI.create("/api/v1/holds/" + hold.id())).body(HoldAnswer.of(hold));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void release(Actor actor, @PathVariable long id) {
        holds.release(actor, id);
    }
}
