package dev.outpatient.imports;

/** A row of a file that reads well; whether it can be taken, the databases decide. */
interface SourceRow {

    /** Where the row starts in its file, counted from 1. */
    long line();

    /** What makes the row the same one in another run. */
    String key();
}
