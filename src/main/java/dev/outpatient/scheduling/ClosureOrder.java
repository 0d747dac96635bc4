package dev.outpatient.scheduling;

/** What the list of an office's closed days may be sorted by. */
public enum ClosureOrder {
    DATE,
    NAME
}
