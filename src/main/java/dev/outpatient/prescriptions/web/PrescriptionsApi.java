package dev.outpatient.prescriptions.web;

import dev.outpatient.accounts.RequestKey;
import dev.outpatient.directory.Directory;
import dev.outpatient.prescriptions.Medication;
import dev.outpatient.prescriptions.Medicines;
import dev.outpatient.prescriptions.Prescription;
import dev.outpatient.prescriptions.PrescriptionList;
import dev.outpatient.prescriptions.PrescriptionRequest;
import dev.outpatient.prescriptions.Prescriptions;
import dev.outpatient.prescriptions.Refilling;
import dev.outpatient.prescriptions.Replacement;
import dev.outpatient.prescriptions.Suggestion;
import dev.outpatient.prescriptions.WarningOverride;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.ETag;
import dev.outpatient.shared.Page;
import dev.outpatient.shared.PatientId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Prescribing, reading, taking back, refills, and names of medicines to choose from. */
@RestController
@RequestMapping("/api/v1")
class PrescriptionsApi {

    private static final String HEX = "[0-9a-f]{24}";

    record MedicationBody(
            @NotBlank String name,
            @Nullable String dosage,
            @Nullable String instructions) {

        Medication medication() {
            return new Medication(name, dosage == null ? "" : dosage, instructions == null ? "" : instructions);
        }
    }

    record OverrideBody(
            @NotEmpty @Size(max = 200) List<@NotNull String> warnings,
            @NotBlank String reason) {}

    record WriteBody(
            @NotNull Long appointmentId,
            @NotEmpty @Size(max = 20) List<@NotNull @Valid MedicationBody> medication,
            @Nullable LocalDate datePrescribed,
            @Nullable Integer refills,
            @Nullable @Pattern(regexp = HEX) String replaces,
            @Nullable String replaceReason,
            @Nullable @Valid OverrideBody override) {

        PrescriptionRequest request() {
            return new PrescriptionRequest(
                    new AppointmentId(appointmentId),
                    medication.stream().map(MedicationBody::medication).toList(),
                    datePrescribed,
                    refills == null ? 0 : refills,
                    replaces == null
                            ? null
                            : new Replacement(new ObjectId(replaces), replaceReason == null ? "" : replaceReason),
                    override == null ? null : new WarningOverride(override.warnings(), override.reason()));
        }
    }

    /** @param unreadable how many more belong here, and could not be read */
    record ListAnswer(
            List<PrescriptionAnswer> items, @Nullable String next, int unreadable) {}

    record ReasonBody(@NotBlank String reason) {}

    private final Prescriptions prescriptions;
    private final Refilling refilling;
    private final Medicines medicines;
    private final Directory directory;
    private final Clock clock;

    PrescriptionsApi(
            Prescriptions prescriptions, Refilling refilling, Medicines medicines, Directory directory, Clock clock) {
        this.prescriptions = prescriptions;
        this.refilling = refilling;
        this.medicines = medicines;
        this.directory = directory;
        this.clock = clock;
    }

    @PostMapping("/prescriptions")
    ResponseEntity<PrescriptionAnswer> write(
            Actor actor,
            @Valid @RequestBody WriteBody body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        PrescriptionRequest request = body.request();
        Prescription written = prescriptions.write(actor, request, RequestKey.of(key, request));
        return ResponseEntity.created(URI.create("/api/v1/prescriptions/" + written.id()))
                .body(answer(written));
    }

    @GetMapping("/prescriptions")
    ListAnswer list(
            Actor actor,
            @RequestParam @Nullable Long patientId,
            @RequestParam @Nullable String after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        PrescriptionList page =
                prescriptions.list(actor, patientId == null ? null : new PatientId(patientId), after, limit);
        return new ListAnswer(page.items().stream().map(this::answer).toList(), page.next(), page.unreadable());
    }

    @GetMapping("/prescriptions/{id}")
    ResponseEntity<PrescriptionAnswer> get(Actor actor, @PathVariable ObjectId id) {
        return tagged(prescriptions.get(actor, id));
    }

    @PostMapping("/prescriptions/{id}/cancel")
    ResponseEntity<PrescriptionAnswer> cancel(
            Actor actor,
            @PathVariable ObjectId id,
            @Valid @RequestBody ReasonBody body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return tagged(prescriptions.cancel(actor, id, body.reason(), ETag.isStill(ifMatch)));
    }

    @PostMapping("/prescriptions/{id}/refill-requests")
    @ResponseStatus(HttpStatus.CREATED)
    PrescriptionAnswer ask(Actor actor, @PathVariable ObjectId id) {
        return answer(refilling.ask(actor, id));
    }

    @PostMapping("/prescriptions/{id}/refill-requests/{requestId}/grant")
    PrescriptionAnswer grant(Actor actor, @PathVariable ObjectId id, @PathVariable int requestId) {
        return answer(refilling.grant(actor, id, requestId));
    }

    @PostMapping("/prescriptions/{id}/refill-requests/{requestId}/decline")
    PrescriptionAnswer decline(
            Actor actor, @PathVariable ObjectId id, @PathVariable int requestId, @Valid @RequestBody ReasonBody body) {
        return answer(refilling.decline(actor, id, requestId, body.reason()));
    }

    @GetMapping("/medicines")
    Page<Suggestion> medicines(Actor actor, @RequestParam(defaultValue = "") @Size(max = 100) String q) {
        return new Page<>(medicines.search(actor, q), null);
    }

    private ResponseEntity<PrescriptionAnswer> tagged(Prescription prescription) {
        return ResponseEntity.ok().eTag(ETag.ofContent(prescription)).body(answer(prescription));
    }

    private PrescriptionAnswer answer(Prescription prescription) {
        return PrescriptionAnswer.of(prescription, directory.zone(), clock.instant());
    }
}
