package dev.outpatient.directory.web;

import dev.outpatient.directory.Office;
import org.jspecify.annotations.Nullable;

/** An office as the API tells it. */
public record OfficeView(
        long id,
        String name,
        @Nullable String address,
        @Nullable String city,
        @Nullable String state,
        @Nullable String phone,
        String timeZone) {

    static OfficeView of(Office office) {
        return new OfficeView(
                office.id().value(),
                office.name(),
                office.details().address(),
                office.details().city(),
                office.details().state(),
                office.details().phone(),
                office.timeZone().getId());
    }
}
