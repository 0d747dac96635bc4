package dev.outpatient.shared;

/** The key of a row in the {@code office} table. */
public record OfficeId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
