package dev.outpatient;

/** Thrown where the program is to end as if it were killed: nothing that comes after is done, and nobody takes it for an answer. */
public final class Killed extends Error {

    private static final long serialVersionUID = 1;
}
