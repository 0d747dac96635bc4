package dev.outpatient.patients.web;

import dev.outpatient.patients.Allergy.Severity;
import dev.outpatient.patients.AllergyDetails;
import org.jspecify.annotations.Nullable;

/** An allergy as a doctor types it. */
public record AllergyForm(
        @Nullable String substance,
        @Nullable String reaction,
        @Nullable String severity) {

    AllergyDetails details() {
        return new AllergyDetails(
                substance == null ? "" : substance,
                reaction,
                severity == null ? null : Severity.find(severity).orElse(null));
    }
}
