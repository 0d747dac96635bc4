package dev.outpatient.directory;

import org.jspecify.annotations.Nullable;

/** Which offices an admin looks for, each by a part of the word; what is null or blank does not narrow. */
public record OfficeFilter(
        @Nullable String name,
        @Nullable String city,
        @Nullable String state) {}
