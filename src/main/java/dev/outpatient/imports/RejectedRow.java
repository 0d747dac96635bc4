package dev.outpatient.imports;

/** A row can't be taken, because of one of its columns. It is told to the operator and the import goes on. */
final class RejectedRow extends RuntimeException {

    private final String column;
    private final String reason;

    private RejectedRow(String column, String reason) {
        // Millions of them may be thrown: no stack trace.
        super(column + ": " + reason, null, false, false);
        this.column = column;
        this.reason = reason;
    }

    static RejectedRow tooFewColumns(String firstMissing) {
        return new RejectedRow(firstMissing, ImportReason.TOO_FEW_COLUMNS.text());
    }

    static RejectedRow tooManyColumns(String last) {
        return new RejectedRow(last, ImportReason.TOO_MANY_COLUMNS.text());
    }

    static RejectedRow missing(String column) {
        return new RejectedRow(column, ImportReason.MISSING_VALUE.text());
    }

    static RejectedRow tooLong(String column, int length) {
        return new RejectedRow(column, ImportReason.TOO_LONG.text(length));
    }

    static RejectedRow notUtf8(String column) {
        return new RejectedRow(column, ImportReason.NOT_UTF8.text());
    }

    static RejectedRow badId(String column) {
        return new RejectedRow(column, ImportReason.NOT_AN_ID.text());
    }

    static RejectedRow badDate(String column) {
        return new RejectedRow(column, ImportReason.NOT_A_DATE.text());
    }

    static RejectedRow badTime(String column) {
        return new RejectedRow(column, ImportReason.NOT_A_TIME.text());
    }

    static RejectedRow farYear(String column) {
        return new RejectedRow(column, ImportReason.FAR_YEAR.text());
    }

    static RejectedRow noBirthday(String column) {
        return new RejectedRow(column, ImportReason.NO_BIRTHDAY.text());
    }

    static RejectedRow unknownState(String column) {
        return new RejectedRow(column, ImportReason.UNKNOWN_STATE.text());
    }

    static RejectedRow noSubstance(String column) {
        return new RejectedRow(column, ImportReason.NO_SUBSTANCE.text());
    }

    static RejectedRow notAfterStart(String column) {
        return new RejectedRow(column, ImportReason.NOT_AFTER_START.text());
    }

    static RejectedRow tooLongVisit(String column, long days) {
        return new RejectedRow(column, ImportReason.TOO_LONG_VISIT.text(days));
    }

    String column() {
        return column;
    }

    String reason() {
        return reason;
    }
}
