package dev.outpatient.shared;

/** The key of a row in the {@code doctor} table. */
public record DoctorId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
