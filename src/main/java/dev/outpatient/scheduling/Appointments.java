package dev.outpatient.scheduling;

import dev.outpatient.patients.RecordAccess;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Page;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Role;
import dev.outpatient.shared.TimeRange;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What everybody sees of appointments: patients and doctors their own, admins all. */
@Service
@Transactional(readOnly = true)
public class Appointments {

    private static final Duration LONGEST = Duration.ofDays(42);

    private final AppointmentRepository appointments;
    private final AppointmentSearchRepository lists;
    private final RecordAccess access;
    private final Clock clock;

    Appointments(
            AppointmentRepository appointments, AppointmentSearchRepository lists, RecordAccess access, Clock clock) {
        this.appointments = appointments;
        this.lists = lists;
        this.access = access;
        this.clock = clock;
    }

    /** @throws Problem.NotFound when there is none, or it is none of the actor's */
    public AppointmentView get(Actor actor, AppointmentId id) {
        return appointments
                .find(id)
                .filter(view -> RecordAccess.maySee(
                        actor,
                        view.appointment().patientId(),
                        view.appointment().doctorId()))
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
                lists.search(actor, filter, AppointmentCursor.parse(after), clock.instant(), limit + 1),
                limit,
                last -> AppointmentCursor.of(last).toString());
    }

    /**
     * A doctor's own patients with a part of a name, but those who only cancelled; who comes or came last is first.
     *
     * @throws Problem.Forbidden when the actor is no doctor
     */
    public List<PatientId> patientsNamed(Actor actor, String name, int limit) {
        if (actor.role() != Role.DOCTOR) {
            throw Problem.Forbidden.to("search own patients");
        }
        return lists.patientsNamed(new DoctorId(actor.id()), name, limit);
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

    /**
     * A doctor's appointments that start in a range, cancelled ones too, in order.
     *
     * @throws Problem.NotFound when the actor is neither this doctor nor an admin
     * @throws Problem.Invalid when the range is longer than six weeks
     */
    public List<AppointmentView> ofDoctor(Actor actor, DoctorId doctor, TimeRange range) {
        if (!actor.is(doctor) && !actor.isAdmin()) {
            throw Problem.NotFound.of("doctor");
        }
        return appointments.ofDoctor(doctor, checked(range));
    }

    /**
     * A patient's appointments with all doctors, latest first, for those who may read the record.
     *
     * @throws Problem.NotFound when the actor may not
     */
    public List<AppointmentView> ofPatient(Actor actor, PatientId patient, int limit) {
        if (access.find(actor, patient).isEmpty()) {
            throw Problem.NotFound.of("patient");
        }
        return lists.ofPatient(patient, limit);
    }

    /**
     * An office's appointments that start in a range, cancelled ones too, in order.
     *
     * @throws Problem.Forbidden when the actor is no admin
     * @throws Problem.Invalid when the range is longer than six weeks
     */
    public List<AppointmentView> ofOffice(Actor actor, OfficeId office, TimeRange range) {
        if (!actor.isAdmin()) {
            throw Problem.Forbidden.to("see the day of an office");
        }
        return appointments.ofOffice(office, checked(range));
    }

    private static TimeRange checked(TimeRange range) {
        if (range.length().compareTo(LONGEST) > 0) {
            throw Problem.Invalid.field("to", "Ask for at most " + LONGEST.toDays() + " days.");
        }
        return range;
    }
}
