package dev.outpatient.imports;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;

/** The files can't be used as they are; the message says which one and why. */
final class UnusableInput extends RuntimeException {

    private UnusableInput(String message) {
        super(message);
    }

    private UnusableInput(String message, Throwable cause) {
        super(message, cause);
    }

    static UnusableInput noDirectory(Path directory) {
        return new UnusableInput(ImportReason.NO_DIRECTORY.text(directory));
    }

    static UnusableInput missingFiles(Path directory, Collection<String> names) {
        return new UnusableInput(ImportReason.MISSING_FILES.text(
                directory,
                String.join(", ", names.stream().map(n -> n + ".csv[.gz]").toList())));
    }

    static UnusableInput missingColumns(Path file, Collection<String> columns) {
        return new UnusableInput(ImportReason.NO_COLUMN.text(file, String.join(", ", columns)));
    }

    static UnusableInput unreadable(Path file, Throwable cause) {
        return new UnusableInput(ImportReason.UNREADABLE.text(file, reason(cause)), cause);
    }

    static UnusableInput unreadableAfter(Path file, long line, Throwable cause) {
        return new UnusableInput(ImportReason.UNREADABLE_AFTER.text(file, line, reason(cause)), cause);
    }

    static UnusableInput unwritable(Path file, Exception cause) {
        return new UnusableInput(ImportReason.UNWRITABLE.text(file, reason(cause)), cause);
    }

    private static String reason(Throwable failure) {
        Throwable cause =
                failure instanceof UncheckedIOException && failure.getCause() != null ? failure.getCause() : failure;
        String message = cause.getMessage();
        String kind = cause.getClass().getSimpleName();
        return message == null ? kind : message + " (" + kind + ")";
    }
}
