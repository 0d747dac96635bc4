package dev.outpatient.imports;

/**
 * Why a row was not taken.
 *
 * @param line where the row starts in its file, counted from 1
 * @param reason one of few texts, without anything of the row, so that rows can be counted by it
 */
record Rejection(long line, String column, String reason) {

    static Rejection of(Row row, RejectedRow refusal) {
        return new Rejection(row.line(), refusal.column(), refusal.reason());
    }

    /** @param what the kind of record, such as "patient" */
    static Rejection unknown(SourceRow row, String column, String what) {
        return new Rejection(row.line(), column, "unknown reference: no such " + what + " was taken");
    }
}
