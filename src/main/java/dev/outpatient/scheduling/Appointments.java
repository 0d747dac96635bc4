package dev.outpatient.scheduling;

import dev.outpatient.audit.AuditTrail;
import dev.outpatient.directory.Office;
import dev.outpatient.patients.RecordAccess;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.Listing;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Page;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Reference;
import dev.outpatient.shared.Role;
import dev.outpatient.shared.Rows;
import dev.outpatient.shared.TimeRange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What everybody sees of appointments: patients and doctors their own, admins all. */
@Service
@Transactional(readOnly = true)
public class Appointments {

    private static final Duration LONGEST = Duration.ofDays(42);
    private static final AppointmentFilter UPCOMING =
            new AppointmentFilter(AppointmentFilter.When.UPCOMING, null, null, null, null);
    private static final AppointmentFilter PAST =
            new AppointmentFilter(AppointmentFilter.When.PAST, null, null, null, null);

    /**
     * What patients see of their own and of those for whom they act.
     *
     * @param upcoming soonest first
     * @param past a page of them, latest first
     */
    public record Own(List<AppointmentView> upcoming, Page<AppointmentView> past) {}

    private final AppointmentRepository appointments;
    private final AppointmentSearchRepository lists;
    private final RecordAccess access;
    private final AuditTrail trail;
    private final Clock clock;

    Appointments(
            AppointmentRepository appointments,
            AppointmentSearchRepository lists,
            RecordAccess access,
            AuditTrail trail,
            Clock clock) {
        this.appointments = appointments;
        this.lists = lists;
        this.access = access;
        this.trail = trail;
        this.clock = clock;
    }

    /** @throws Problem.NotFound when there is none, or it is none of the actor's */
    @Transactional
    public AppointmentView get(Actor actor, AppointmentId id) {
        AppointmentView found = appointments
                .find(id)
                .filter(view -> access.maySee(
                        actor,
                        view.appointment().patientId(),
                        view.appointment().doctorId()))
                .orElseThrow(() -> Problem.NotFound.of("appointment"));
        trail.info(
                actor,
                "appointment.read",
                "Read the appointment",
                Reference.of(id),
                Reference.of(found.appointment().patientId()));
        return found;
    }

    /**
     * Where an appointment is. It is no look at the appointment, so the trail is not told, and nothing of the patient is in
     * it: whoever asks has read the document that was made of the visit, and tells of that.
     */
    public Optional<Office> findOffice(AppointmentId id) {
        return appointments.find(id).map(AppointmentView::office);
    }

    /**
     * Those of the ids that there are, soonest first; of a doctor's own only, for a doctor.
     *
     * @param ids a page of them at most
     * @throws Problem.Forbidden when the actor is a patient
     */
    @Transactional
    public List<AppointmentView> list(Actor actor, Collection<AppointmentId> ids) {
        if (actor.role() == Role.PATIENT) {
            throw Problem.Forbidden.to("list appointments by their ids");
        }
        trail.info(actor, "appointments.listed", "Read a list of appointments");
        return lists.byIds(ids).stream()
                .filter(view -> actor.isAdmin() || actor.is(view.appointment().doctorId()))
                .toList();
    }

    /**
     * Upcoming ones soonest first, others latest first, unless the filter has an order.
     *
     * @param after the cursor of the page before, or null for the first
     * @throws Problem.Invalid when the cursor is none of ours, or there are more than are sorted by another column than
     *     their times
     * @throws Problem.Forbidden when others than admins sort by another column
     * @throws Problem.NotFound when a patient asks for one of another patient
     */
    @Transactional
    public Page<AppointmentView> search(Actor actor, AppointmentFilter filter, @Nullable String after, int limit) {
        checkOrder(actor, filter);
        trail.info(
                actor,
                filter.patientName() == null ? "appointments.listed" : "patients.searched",
                filter.patientName() == null
                        ? "Read a list of appointments"
                        : "Searched appointments by a patient's name");
        return page(actor, family(actor, filter.patientId()), filter, after, clock.instant(), limit);
    }

    /**
     * All that is ahead, up to {@value Page#MAX_LIMIT}, and a page of what is past, at one moment and told once.
     *
     * @param after the cursor of the page before, or null for the first
     * @throws Problem.Invalid when the cursor is none of ours
     */
    @Transactional
    public Own own(Actor patient, @Nullable String after, int limit) {
        trail.info(patient, "appointments.listed", "Read a list of appointments");
        List<PatientId> family = family(patient, null);
        Instant now = clock.instant();
        return new Own(
                page(patient, family, UPCOMING, null, now, Page.MAX_LIMIT).items(),
                page(patient, family, PAST, after, now, limit));
    }

    /** A million names are not sorted for one page of them; and a cursor made up would tell before or after which name one stands. */
    private void checkOrder(Actor actor, AppointmentFilter filter) {
        if (filter.inOrder().isByTime()) {
            return;
        }
        if (!actor.isAdmin()) {
            throw Problem.Forbidden.to("sort appointments by names");
        }
        if (lists.count(actor, filter, clock.instant(), Listing.MOST_IN_FILE + 1) > Listing.MOST_IN_FILE) {
            throw Problem.Invalid.field(
                    "order", "Narrow the list: " + Listing.MOST_IN_FILE + " appointments are sorted at most.");
        }
    }

    private Page<AppointmentView> page(
            Actor actor,
            List<PatientId> family,
            AppointmentFilter filter,
            @Nullable String after,
            Instant now,
            int limit) {
        return Page.cut(
                lists.search(actor, family, filter, AppointmentCursor.parse(after, filter.inOrder()), now, limit + 1),
                limit,
                last -> AppointmentCursor.of(last, filter.inOrder()).toString());
    }

    /**
     * All that an admin's list shows, to take away.
     *
     * @throws Problem.Forbidden when the actor is no admin
     * @throws Problem.Invalid when there are more than a file may hold
     */
    @Transactional
    public List<AppointmentView> export(Actor actor, AppointmentFilter filter) {
        if (!actor.isAdmin()) {
            throw Problem.Forbidden.to("export the appointments");
        }
        checkOrder(actor, filter);
        List<AppointmentView> all =
                lists.search(actor, List.of(), filter, null, clock.instant(), Listing.MOST_IN_FILE + 1);
        List<AppointmentView> file = new Rows<>(all, all.size()).forFile();
        trail.warning(
                actor,
                "appointments.exported",
                "Exported " + file.size() + " appointments"
                        + (filter.patientName() == null ? "" : " of a search by a patient's name"));
        return file;
    }

    /** Whether a patient, or somebody for whom the patient acts, has an appointment ahead; it tells nothing of it. */
    public boolean isAnyAhead(Actor actor) {
        return actor.role() == Role.PATIENT
                && !lists.search(actor, family(actor, null), UPCOMING, null, clock.instant(), 1)
                        .isEmpty();
    }

    /** Of whom else a patient sees the appointments. */
    private List<PatientId> family(Actor actor, @Nullable PatientId asked) {
        if (actor.role() != Role.PATIENT || (asked != null && actor.is(asked))) {
            return List.of();
        }
        if (asked == null) {
            return access.dependants(actor);
        }
        if (!access.actsFor(actor, asked)) {
            throw Problem.NotFound.of("patient");
        }
        return List.of(asked);
    }

    /**
     * A doctor's own patients with a part of a name, but those who only cancelled; who comes or came last is first.
     *
     * @throws Problem.Forbidden when the actor is no doctor
     */
    @Transactional
    public List<PatientId> patientsNamed(Actor actor, String name, int limit) {
        if (actor.role() != Role.DOCTOR) {
            throw Problem.Forbidden.to("search own patients");
        }
        trail.info(actor, "patients.searched", "Searched own patients by name");
        return lists.patientsNamed(new DoctorId(actor.id()), name, limit);
    }

    /**
     * A doctor's day, in order, cancelled appointments too.
     *
     * @param date the date at each of the doctor's offices
     * @throws Problem.Forbidden when the actor is no doctor
     */
    @Transactional
    public List<AppointmentView> daySheet(Actor actor, LocalDate date) {
        if (actor.role() != Role.DOCTOR) {
            throw Problem.Forbidden.to("see a day sheet");
        }
        trail.info(actor, "appointments.listed", "Read the day sheet of " + date);
        return appointments.ofDoctorOn(new DoctorId(actor.id()), date);
    }

    /**
     * A doctor's appointments that start in a range, cancelled ones too, in order.
     *
     * @throws Problem.NotFound when the actor is neither this doctor nor an admin
     * @throws Problem.Invalid when the range is longer than six weeks
     */
    @Transactional
    public List<AppointmentView> ofDoctor(Actor actor, DoctorId doctor, TimeRange range) {
        if (!actor.is(doctor) && !actor.isAdmin()) {
            throw Problem.NotFound.of("doctor");
        }
        TimeRange wanted = checked(range);
        trail.info(actor, "appointments.listed", "Read the appointments of a doctor", Reference.of(doctor));
        return appointments.ofDoctor(doctor, wanted);
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
    @Transactional
    public List<AppointmentView> ofOffice(Actor actor, OfficeId office, TimeRange range) {
        if (!actor.isAdmin()) {
            throw Problem.Forbidden.to("see the day of an office");
        }
        TimeRange wanted = checked(range);
        trail.info(actor, "appointments.listed", "Read the appointments of office " + office);
        return appointments.ofOffice(office, wanted);
    }

    private static TimeRange checked(TimeRange range) {
        if (range.length().compareTo(LONGEST) > 0) {
            throw Problem.Invalid.field("to", "Ask for at most " + LONGEST.toDays() + " days.");
        }
        return range;
    }
}
