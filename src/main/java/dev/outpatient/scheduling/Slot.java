package dev.outpatient.scheduling;

import dev.outpatient.directory.Doctor;
import dev.outpatient.directory.Office;
import dev.outpatient.shared.TimeRange;
import java.time.OffsetDateTime;

/** A free time of a doctor in an office. */
public record Slot(Doctor doctor, Office office, TimeRange time) {

    /** When it starts, by the clock at the office. */
    public OffsetDateTime startsAt() {
        return time.start().atZone(office.timeZone()).toOffsetDateTime();
    }

    public OffsetDateTime endsAt() {
        return time.end().atZone(office.timeZone()).toOffsetDateTime();
    }
}
