package dev.outpatient.prescriptions;

import java.util.List;

/**
 * A doctor prescribed although there were warnings.
 *
 * @param warnings the keys of those that there were, see {@link Warning#key}
 * @param reason in the doctor's own words
 */
public record WarningOverride(List<String> warnings, String reason) {

    /** The warnings, as well as their keys tell them. */
    public List<Warning> told() {
        return warnings.stream().map(Warning::ofKey).toList();
    }
}
