package dev.outpatient.imports;

/**
 * Why a row was not taken.
 *
 * @param line where the row starts in its file, counted from 1
 * @param reason an {@link ImportReason} in English, without anything of the row, so that rows can be counted by it
 */
record Rejection(long line, String column, String reason) {

    static Rejection of(Row row, RejectedRow refusal) {
        return new Rejection(row.line(), refusal.column(), refusal.reason());
    }

    static Rejection of(SourceRow row, String column, ImportReason reason) {
        return new Rejection(row.line(), column, reason.text());
    }
}
