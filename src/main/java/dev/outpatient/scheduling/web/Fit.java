package dev.outpatient.scheduling.web;

import dev.outpatient.directory.Office;
import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.ExplainedTime.Reason;
import dev.outpatient.scheduling.TimeOff;
import dev.outpatient.scheduling.WorkingHours;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a doctor's visits of some days have to fit into.
 *
 * @param hours the doctor's week
 * @param closed the doctor's offices that see nobody on one of the days
 */
record Fit(List<WorkingHours> hours, List<TimeOff> timeOff, List<ClosedOffice> closed) {

    /** Why a visit ahead would not be offered any more: TIME_OFF, CLOSURE or NO_HOURS; null for one that fits or is over. */
    @Nullable
    Reason missed(AppointmentView view, Instant now) {
        if (!view.appointment().isAhead(now)) {
            return null;
        }
        Office office = view.office();
        if (timeOff.stream()
                .anyMatch(off -> off.time().overlaps(view.appointment().time()))) {
            return Reason.TIME_OFF;
        }
        if (closed.stream()
                .anyMatch(one -> one.office().id().equals(office.id())
                        && one.closure().closedOn().equals(view.startsAt().toLocalDate()))) {
            return Reason.CLOSURE;
        }
        return hours.stream()
                        .noneMatch(range -> range.holds(
                                office.id(), view.startsAt(), view.appointment().time(), office.timeZone()))
                ? Reason.NO_HOURS
                : null;
    }
}
