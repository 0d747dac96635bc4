package dev.outpatient.accounts;

/** What the list of service tokens may be sorted by. */
public enum ServiceTokenOrder {
    CREATED,
    NAME,
    EXPIRES,
    USED
}
