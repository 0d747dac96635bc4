package dev.outpatient.prescriptions;

/**
 * A medicine to suggest while a doctor types.
 *
 * @param dosage as it was written last
 * @param own whether this doctor has prescribed it
 */
public record Suggestion(String name, String dosage, boolean own) {}
