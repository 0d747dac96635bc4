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
        return new RejectedRow(firstMissing, "the row has too few columns");
    }

    static RejectedRow tooManyColumns(String last) {
        return new RejectedRow(last, "the row has too many columns");
    }

    static RejectedRow missing(String column) {
        return new RejectedRow(column, "missing value");
    }

    static RejectedRow tooLong(String column, int length) {
        return new RejectedRow(column, "longer than " + length + " characters");
    }

    static RejectedRow notUtf8(String column) {
        return new RejectedRow(column, "not in UTF-8");
    }

    static RejectedRow badId(String column) {
        return new RejectedRow(column, "not an id");
    }

    static RejectedRow badDate(String column) {
        return new RejectedRow(column, "not a date such as 2021-03-04");
    }

    static RejectedRow badTime(String column) {
        return new RejectedRow(column, "not a time such as 2021-03-04T05:06:07Z");
    }

    static RejectedRow farYear(String column) {
        return new RejectedRow(column, "not a year from 1800 to 2199");
    }

    static RejectedRow unknownState(String column) {
        return new RejectedRow(column, "unknown state");
    }

    static RejectedRow noSubstance(String column) {
        return new RejectedRow(column, "names no substance");
    }

    static RejectedRow notAfterStart(String column) {
        return new RejectedRow(column, "not after START");
    }

    static RejectedRow tooLongVisit(String column, long days) {
        return new RejectedRow(column, "more than " + days + " days after START");
    }

    String column() {
        return column;
    }

    String reason() {
        return reason;
    }
}
