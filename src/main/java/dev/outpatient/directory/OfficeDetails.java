package dev.outpatient.directory;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** An office as an admin enters it. */
public record OfficeDetails(
        String name,
        @Nullable String address,
        @Nullable String city,
        @Nullable String state,
        @Nullable String phone,
        ZoneId timeZone) {}
