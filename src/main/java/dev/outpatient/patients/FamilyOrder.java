package dev.outpatient.patients;

/** What the list of requests that wait for an admin may be sorted by. */
public enum FamilyOrder {
    /** Who waits longest comes first. */
    ASKED,
    /** Who is to act for somebody. */
    MANAGER,
    /** For whom. */
    DEPENDANT
}
