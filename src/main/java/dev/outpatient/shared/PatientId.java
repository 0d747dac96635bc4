package dev.outpatient.shared;

/** The key of a row in the {@code patient} table. */
public record PatientId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
