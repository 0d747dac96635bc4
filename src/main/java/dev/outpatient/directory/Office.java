package dev.outpatient.directory;

import dev.outpatient.shared.OfficeId;
import java.time.ZoneId;

/** A place where doctors see patients. All of it is public. */
public record Office(OfficeId id, OfficeDetails details, int version) {

    public String name() {
        return details.name();
    }

    /** The zone of the clock on its wall. */
    public ZoneId timeZone() {
        return details.timeZone();
    }
}
