package dev.outpatient.scheduling.web;

import dev.outpatient.directory.Office;
import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.Slot;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A line of the day sheet: a visit, or a time that is still free.
 *
 * @param view null for a free time
 */
record DayRow(
        OffsetDateTime startsAt, Office office, @Nullable AppointmentView view) {

    static DayRow of(AppointmentView view) {
        return new DayRow(view.startsAt(), view.office(), view);
    }

    static DayRow of(Slot slot) {
        return new DayRow(slot.startsAt(), slot.office(), null);
    }
}
