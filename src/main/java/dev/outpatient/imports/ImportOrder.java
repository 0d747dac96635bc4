package dev.outpatient.imports;

/** What the list of imports may be sorted by. */
public enum ImportOrder {
    STARTED,
    ENDED
}
