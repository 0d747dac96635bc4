package dev.outpatient.patients;

/** What the list of emergency accesses may be sorted by. */
public enum EmergencyOrder {
    /** Those that wait for a review come first, and of them the one that waits longest. */
    STATUS,
    OPENED,
    DOCTOR,
    PATIENT
}
