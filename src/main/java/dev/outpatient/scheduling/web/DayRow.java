package dev.outpatient.scheduling.web;

import dev.outpatient.directory.Office;
import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.ExplainedTime.Reason;
import dev.outpatient.scheduling.Slot;
import dev.outpatient.scheduling.VisitAction;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of the day sheet: a visit, a time that is still free, or time off. One of the three is there.
 *
 * @param missed why the visit, which is ahead, no longer fits: TIME_OFF, CLOSURE or NO_HOURS; or null
 * @param actions what can be done with the visit now
 */
public record DayRow(
        OffsetDateTime startsAt,
        @Nullable AppointmentView view,
        @Nullable Slot slot,
        @Nullable AwayTime away,
        @Nullable Reason missed,
        List<VisitAction> actions) {

    static DayRow of(AppointmentView view, @Nullable Reason missed, Instant now) {
        return new DayRow(view.startsAt(), view, null, null, missed, VisitAction.of(view, now));
    }

    static DayRow of(Slot slot) {
        return new DayRow(slot.startsAt(), null, slot, null, null, List.of());
    }

    static DayRow of(AwayTime away) {
        return new DayRow(away.startsAt(), null, null, away, null, List.of());
    }

    public boolean isMovable() {
        return actions.contains(VisitAction.MOVE);
    }

    /** Where, or null for time off, which is everywhere. */
    @Nullable
    Office office() {
        if (view != null) {
            return view.office();
        }
        return slot == null ? null : slot.office();
    }
}
