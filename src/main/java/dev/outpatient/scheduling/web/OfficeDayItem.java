package dev.outpatient.scheduling.web;

import dev.outpatient.directory.Doctor;
import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.Slot;
import dev.outpatient.scheduling.VisitAction;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something in a doctor's column of an office's day: a visit, a free time or time off. One of the three is there.
 *
 * @param from the minute of the day on the wall
 * @param to up to 1440
 * @param actions what can be done with the visit now
 */
public record OfficeDayItem(
        Doctor doctor,
        int from,
        int to,
        @Nullable AppointmentView view,
        @Nullable Slot slot,
        @Nullable AwayTime away,
        List<VisitAction> actions) {

    static final int MIDNIGHT = 24 * 60;

    /** Everything else is at a multiple of it. */
    private static final int STEP = 5;

    static OfficeDayItem of(AppointmentView view, List<VisitAction> actions) {
        LocalDateTime start = view.startsAt().toLocalDateTime();
        return at(
                view.doctor(),
                minute(start),
                end(start.toLocalDate(), view.endsAt().toLocalDateTime()),
                view,
                null,
                null,
                actions);
    }

    static OfficeDayItem of(Slot slot) {
        LocalDateTime start = slot.startsAt().toLocalDateTime();
        return at(
                slot.doctor(),
                minute(start),
                end(start.toLocalDate(), slot.endsAt().toLocalDateTime()),
                null,
                slot,
                null,
                List.of());
    }

    /** Time off begins and ends at any minute; here it is all of each five minutes that it touches. */
    static OfficeDayItem of(Doctor doctor, LocalDate date, AwayTime away) {
        int from = away.fromStart() ? 0 : minute(away.startsAt().toLocalDateTime()) / STEP * STEP;
        int to = (end(date, away.endsAt().toLocalDateTime()) + STEP - 1) / STEP * STEP;
        return at(doctor, from, to, null, null, away, List.of());
    }

    /** In the hour that the clocks repeat, an end may stand before its start. */
    private static OfficeDayItem at(
            Doctor doctor,
            int from,
            int to,
            @Nullable AppointmentView view,
            @Nullable Slot slot,
            @Nullable AwayTime away,
            List<VisitAction> actions) {
        return new OfficeDayItem(doctor, from, Math.max(to, from + STEP), view, slot, away, actions);
    }

    private static int minute(LocalDateTime time) {
        return time.getHour() * 60 + time.getMinute();
    }

    private static int end(LocalDate date, LocalDateTime end) {
        return (int) Math.min(MIDNIGHT, date.atStartOfDay().until(end, ChronoUnit.MINUTES));
    }
}
