package dev.outpatient.reports;

import java.util.OptionalDouble;

/** A part of a whole. */
final class Share {

    private Share() {}

    /** Empty where there is no whole. */
    static OptionalDouble of(long part, long whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }
}
