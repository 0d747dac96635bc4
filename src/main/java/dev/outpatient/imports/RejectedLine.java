package dev.outpatient.imports;

/**
 * A row that was not taken: where it stands, and why.
 *
 * @param seq counts the rejected rows of a run
 */
public record RejectedLine(long seq, String file, long line, String column, String reason) {

    /** The same row, with the reason in other words. */
    public RejectedLine because(String reason) {
        return new RejectedLine(seq, file, line, column, reason);
    }
}
