package dev.outpatient.patients;

import dev.outpatient.patients.Allergy.Severity;
import dev.outpatient.shared.Problem;
import org.jspecify.annotations.Nullable;

/** What is said of an allergy when it is recorded. */
public record AllergyDetails(
        String substance,
        @Nullable String reaction,
        @Nullable Severity severity) {

    public static final int LONGEST = 200;

    /** Without spaces around, and null for what is empty. */
    AllergyDetails checked() {
        if (substance.isBlank() || substance.length() > LONGEST) {
            throw Problem.Invalid.field("substance", "Name the substance, in at most " + LONGEST + " characters.");
        }
        if (reaction != null && reaction.length() > LONGEST) {
            throw Problem.Invalid.field("reaction", "Use at most " + LONGEST + " characters.");
        }
        return new AllergyDetails(
                substance.strip(), reaction == null || reaction.isBlank() ? null : reaction.strip(), severity);
    }
}
