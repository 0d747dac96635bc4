package dev.outpatient.patients.web;

import dev.outpatient.patients.Allergies;
import dev.outpatient.patients.Allergy;
import dev.outpatient.patients.Allergy.Severity;
import dev.outpatient.patients.AllergyDetails;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Page;
import dev.outpatient.shared.PatientId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The allergies of a patient. */
@RestController
@RequestMapping("/api/v1/patients/{id}/allergies")
class AllergiesApi {

    record NewAllergy(
            @NotBlank String substance,
            @Nullable String reaction,

            @Nullable @Pattern(regexp = "mild|moderate|severe")
            String severity) {

        AllergyDetails details() {
            return new AllergyDetails(
                    substance,
                    reaction,
                    severity == null ? null : Severity.find(severity).orElse(null));
        }
    }

    record AllergyAnswer(
            long id,
            String substance,
            @Nullable String reaction,
            @Nullable String severity,
            String source,
            Instant recordedAt,
            @Nullable String recordedBy) {

        static AllergyAnswer of(Allergy allergy) {
            Severity severity = allergy.severity();
            return new AllergyAnswer(
                    allergy.id(),
                    allergy.substance(),
                    allergy.reaction(),
                    severity == null ? null : severity.word(),
                    allergy.source(),
                    allergy.recordedAt(),
                    allergy.recordedBy());
        }
    }

    private final Allergies allergies;

    AllergiesApi(Allergies allergies) {
        this.allergies = allergies;
    }

    @GetMapping
    Page<AllergyAnswer> list(Actor actor, @PathVariable long id) {
        return new Page<>(
                allergies.list(actor, new PatientId(id)).stream()
                        .map(AllergyAnswer::of)
                        .toList(),
                null);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    AllergyAnswer add(Actor actor, @PathVariable long id, @Valid @RequestBody NewAllergy body) {
        return AllergyAnswer.of(allergies.add(actor, new PatientId(id), body.details()));
    }

    @DeleteMapping("/{allergyId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Actor actor, @PathVariable long id, @PathVariable long allergyId) {
        allergies.remove(actor, new PatientId(id), allergyId);
    }
}
