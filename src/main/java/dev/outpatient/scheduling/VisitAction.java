package dev.outpatient.scheduling;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What staff may do with an appointment. The pages offer only what can be done at the moment. */
public enum VisitAction {
    ARRIVE,
    COMPLETE,
    NO_SHOW,
    MOVE,
    CANCEL,
    /** The patient is not here after all. */
    UNDO;

    /** What can be done now, the likeliest first. Somebody arrives on the date of the appointment, not on another. */
    public static List<VisitAction> of(AppointmentView view, Instant now) {
        Appointment appointment = view.appointment();
        List<VisitAction> actions = new ArrayList<>();
        boolean here = appointment.arrivedAt() != null;
        LocalDate today = LocalDate.ofInstant(now, view.office().timeZone());
        if (appointment.status() == AppointmentStatus.SCHEDULED
                && !here
                && view.startsAt().toLocalDate().equals(today)) {
            actions.add(ARRIVE);
        }
        if (appointment.isDue(now)) {
            actions.add(COMPLETE);
            if (!here) {
                actions.add(NO_SHOW);
            }
        }
        if (appointment.isAhead(now)) {
            actions.add(MOVE);
            actions.add(CANCEL);
        }
        if (appointment.status() == AppointmentStatus.SCHEDULED && here) {
            actions.add(UNDO);
        }
        return actions;
    }

    /** As paths name it, such as {@code no-show}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether pressing it is enough; the others lead to a page that asks. */
    public boolean isStep() {
        return this == ARRIVE || this == COMPLETE || this == UNDO;
    }
}
