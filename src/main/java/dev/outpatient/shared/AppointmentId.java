package dev.outpatient.shared;

/** The key of a row in the {@code appointment} table. */
public record AppointmentId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
