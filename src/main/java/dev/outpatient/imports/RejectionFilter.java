package dev.outpatient.imports;

import org.jspecify.annotations.Nullable;

/**
 * Which of the rejected rows of an import somebody looks at; what is null does not narrow.
 *
 * @param file the whole name of a file
 * @param column the whole name of a column
 */
public record RejectionFilter(
        @Nullable String file, @Nullable String column) {

    /** What is blank does not narrow. */
    public RejectionFilter {
        file = file == null || file.isBlank() ? null : file;
        column = column == null || column.isBlank() ? null : column;
    }
}
