package dev.outpatient.scheduling;

/** The key of a series of appointments. */
public record SeriesId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
