package dev.outpatient.imports;

/** An import ended before its files did. What it took in stays; the same command goes on from there. */
final class ImportStopped extends RuntimeException {

    private ImportStopped(String message) {
        super(message);
    }

    private ImportStopped(String message, Throwable cause) {
        super(message, cause);
    }

    static ImportStopped onRequest() {
        return new ImportStopped("Stopped. What was taken in stays; run the same command again to go on.");
    }

    /** @param cause what a database said */
    static ImportStopped by(String file, long line, Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new ImportStopped(
                "Stopped in " + file + " before line " + line + ": " + root.getMessage()
                        + "\nWhat was taken in stays; run the same command again to go on.",
                cause);
    }
}
