package dev.outpatient.scheduling;

import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.Page;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Role;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What everybody sees of appointments: patients and doctors their own, admins all. */
@Service
@Transactional(readOnly = true)
public class Appointments {

    private final AppointmentRepository appointments;
    private final Clock clock;

    Appointments(AppointmentRepository appointments, Clock clock) {
        this.appointments = appointments;
        this.clock = clock;
    }

    /** @throws Problem.NotFound when there is none, or it is none of the actor's */
    public AppointmentView get(Actor actor, AppointmentId id) {
        return appointments
                .find(id)
                .filter(view -> maySee(actor, view.appointment()))
                .orElseThrow(() -> Problem.NotFound.of("appointment"));
    }

    /**
     * Upcoming ones soonest first, others latest first.
     *
     * @param after the cursor of the page before, or null for the first
     * @throws Problem.Invalid when the cursor is none of ours
     */
    public Page<AppointmentView> search(Actor actor, AppointmentFilter filter, @Nullable String after, int limit) {
        return Page.cut(
                appointments.search(actor, filter, AppointmentCursor.parse(after), clock.instant(), limit + 1),
                limit,
                last -> AppointmentCursor.of(last).toString());
    }

    /**
     * A doctor's day, in order, cancelled appointments too.
     *
     * @param date the date at each of the doctor's offices
     * @throws Problem.Forbidden when the actor is no doctor
     */
    public List<AppointmentView> daySheet(Actor actor, LocalDate date) {
        if (actor.role() != Role.DOCTOR) {
            throw Problem.Forbidden.to("see a day sheet");
        }
        return appointments.ofDoctorOn(new DoctorId(actor.id()), date);
    }

    static boolean maySee(Actor actor, Appointment appointment) {
        return actor.is(appointment.patientId()) || actor.is(appointment.doctorId()) || actor.isAdmin();
    }
}
