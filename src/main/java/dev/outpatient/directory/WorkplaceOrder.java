package dev.outpatient.directory;

/** What the list of who works where may be sorted by. */
public enum WorkplaceOrder {
    DOCTOR,
    SPECIALTY,
    OFFICE,
    CITY
}
