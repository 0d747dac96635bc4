package dev.outpatient.patients.web;

import dev.outpatient.patients.EmergencyAccess;
import dev.outpatient.patients.EmergencyAccesses;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Page;
import dev.outpatient.shared.PatientId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Emergency access to a record, and its review. */
@RestController
@RequestMapping("/api/v1")
class EmergencyApi {

    record OpenBody(@NotBlank String reason) {}

    record ReviewBody(@NotBlank String note) {}

    record AccessAnswer(
            long id,
            long doctorId,
            String doctorName,
            long patientId,
            String patientName,
            String reason,
            Instant openedAt,
            Instant expiresAt,
            @Nullable Instant reviewedAt,
            @Nullable String reviewedBy,
            @Nullable String reviewNote) {

        static AccessAnswer of(EmergencyAccess access) {
            return new AccessAnswer(
                    access.id(),
                    access.doctorId().value(),
                    access.doctorName(),
                    access.patientId().value(),
                    access.patientName(),
                    access.reason(),
                    access.openedAt(),
                    access.expiresAt(),
                    access.reviewedAt(),
                    access.reviewedBy(),
                    access.reviewNote());
        }
    }

    private final EmergencyAccesses accesses;

    EmergencyApi(EmergencyAccesses accesses) {
        this.accesses = accesses;
    }

    @PostMapping("/patients/{id}/emergency-access")
    @ResponseStatus(HttpStatus.CREATED)
    AccessAnswer open(Actor actor, @PathVariable long id, @Valid @RequestBody OpenBody body) {
        return AccessAnswer.of(accesses.open(actor, new PatientId(id), body.reason()));
    }

    @GetMapping("/emergency-accesses")
    Page<AccessAnswer> list(
            Actor actor,
            @RequestParam(defaultValue = "false") boolean reviewed,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        return accesses.list(actor, reviewed, after, limit).map(AccessAnswer::of);
    }

    @PostMapping("/emergency-accesses/{id}/review")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void review(Actor actor, @PathVariable long id, @Valid @RequestBody ReviewBody body) {
        accesses.review(actor, id, body.note());
    }
}
