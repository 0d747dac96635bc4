package dev.outpatient.directory;

import org.jspecify.annotations.Nullable;

/**
 * Whom and where an admin looks for among those who work somewhere; what is null or blank does not narrow.
 *
 * @param words a part of the name of the doctor or of the office
 * @param specialty as it is kept
 * @param city a part of the city of the office
 */
public record WorkplaceFilter(
        @Nullable String words,
        @Nullable String specialty,
        @Nullable String city) {}
