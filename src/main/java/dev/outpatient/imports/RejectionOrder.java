package dev.outpatient.imports;

/** What the rejected rows of an import may be sorted by. */
public enum RejectionOrder {
    FILE,
    LINE,
    COLUMN,
    REASON
}
