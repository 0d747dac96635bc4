package dev.outpatient.imports;

/** What the rejected rows of an import may be sorted by. The reasons are kept in English, so their order would be none elsewhere. */
public enum RejectionOrder {
    FILE,
    LINE,
    COLUMN
}
