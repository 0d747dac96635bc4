package dev.outpatient.prescriptions;

import java.util.List;

/**
 * What a prescription was checked against, and what came of it.
 *
 * @param allergies how many are recorded for the patient
 * @param medications how many the patient has that are active
 */
public record Checked(int allergies, int medications, List<Warning> warnings) {

    /** Whether another one was being written for the patient, of which nobody knows yet what is in it. */
    boolean isPending() {
        return warnings.stream()
                .map(Warning::gap)
                .anyMatch(gap -> gap != null && gap.reason() == Warning.Reason.PENDING);
    }
}
