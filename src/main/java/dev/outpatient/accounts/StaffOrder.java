package dev.outpatient.accounts;

/** What the list of staff may be sorted by. */
public enum StaffOrder {
    /** Who has not set a password comes first, and who may not sign in last. */
    STATUS,
    NAME,
    ROLE,
    EMAIL
}
