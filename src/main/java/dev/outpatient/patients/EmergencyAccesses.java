package dev.outpatient.patients;

import dev.outpatient.accounts.AccountLetters;
import dev.outpatient.audit.AuditTrail;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Dates;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.Listing;
import dev.outpatient.shared.OncePerRequest;
import dev.outpatient.shared.Page;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Reference;
import dev.outpatient.shared.Role;
import dev.outpatient.shared.Rows;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Emergency access: a doctor reads the record of a patient not in care, for an hour and for a reason. The patient and the
 * admins are told, and each waits for an admin to review it.
 */
@Service
@Transactional
public class EmergencyAccesses {

    /** How long a record stays open. */
    public static final Duration LASTS = Duration.ofHours(1);

    /** How long a patient is told on the own pages. */
    private static final Duration TOLD = Duration.ofDays(90);

    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_TEXT = 500;

    private final EmergencyAccessRepository accesses;
    private final PatientRepository patients;
    private final CareRelation care;
    private final AccountLetters letters;
    private final AuditTrail trail;
    private final Clock clock;

    EmergencyAccesses(
            EmergencyAccessRepository accesses,
            PatientRepository patients,
            CareRelation care,
            AccountLetters letters,
            AuditTrail trail,
            Clock clock) {
        this.accesses = accesses;
        this.patients = patients;
        this.care = care;
        this.letters = letters;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Opens the record of the one patient with this name and birthday.
     *
     * <p>What is refused is kept in the trail: it is how one finds out who is a patient.
     *
     * @throws Problem.Invalid on {@code name} when there is none or more than one, and as {@link #open}
     */
    @Transactional(noRollbackFor = Problem.class)
    public EmergencyAccess open(Actor actor, String name, LocalDate dateOfBirth, String reason) {
        doctor(actor);
        checkReason(reason);
        Dates.check("dateOfBirth", dateOfBirth);
        List<PatientId> found = patients.listByNameAndBirth(name, dateOfBirth);
        if (found.isEmpty()) {
            trail.refused(actor, "record.refused", "Refused: emergency access to somebody who is no patient");
            throw Problem.Invalid.field("name", "No patient has this name and birthday.");
        }
        if (found.size() > 1) {
            trail.refused(
                    actor, "record.refused", "Refused: emergency access by a name that more than one patient has");
            throw Problem.Invalid.field("name", "More than one patient has them: ask an admin for the number.");
        }
        return open(actor, found.getFirst(), reason);
    }

    /**
     * Opens a record. One that is open already stays open as long as it was to.
     *
     * @param reason in the doctor's own words, at least ten characters
     * @throws Problem.Forbidden when the actor is no doctor
     * @throws Problem.NotFound when there is no such patient
     * @throws Problem.Invalid on {@code reason}, when it says nothing, or the patient is in the doctor's care anyway
     */
    @Transactional(noRollbackFor = Problem.class)
    public EmergencyAccess open(Actor actor, PatientId patient, String reason) {
        DoctorId doctor = doctor(actor);
        String why = checkReason(reason);
        if (!patients.lock(patient)) {
            trail.refused(actor, "record.refused", "Refused: emergency access to a number that is no patient");
            throw Problem.NotFound.of("patient");
        }
        if (care.inCare(doctor, patient)) {
            throw Problem.Invalid.field("reason", "The patient is in your care: the record is open to you.");
        }
        return accesses.findOpen(doctor, patient, clock.instant()).orElseGet(() -> {
            EmergencyAccess opened = accesses.insert(
                    doctor, patient, why, clock.instant(), clock.instant().plus(LASTS));
            trail.warning(actor, "record.opened-emergency", "Opened the record in an emergency", Reference.of(patient));
            tell(patient);
            return opened;
        });
    }

    /**
     * The records that are open to a doctor in an emergency at this moment, the one that stays so longest first.
     *
     * @throws Problem.Forbidden when the actor is no doctor
     */
    @Transactional(readOnly = true)
    public List<EmergencyAccess> listOpen(Actor actor) {
        return accesses.listOpen(doctor(actor), clock.instant());
    }

    /** By mail too, as pages tell only who looks. In the language of whoever opened it, as the patient's is not known. */
    private void tell(PatientId patient) {
        String email = patients.find(patient).orElseThrow().details().email();
        if (email != null && letters.areSent()) {
            letters.emergencyAccess(email, LocaleContextHolder.getLocale());
        }
    }

    /**
     * Those that wait for a review, oldest first, or those that were reviewed, latest first.
     *
     * @param after the cursor of the page before, or null for the first
     * @throws Problem.Forbidden when the actor is no admin
     * @throws Problem.Invalid when the cursor is none of this list
     */
    @Transactional(readOnly = true)
    public Page<EmergencyAccess> list(Actor actor, boolean reviewed, @Nullable String after, int limit) {
        checkAdmin(actor);
        return Page.cut(
                accesses.list(reviewed, MomentCursor.parse(after), limit + 1),
                limit,
                last -> new MomentCursor(last.reviewedAt() == null ? last.openedAt() : last.reviewedAt(), last.id())
                        .toString());
    }

    /**
     * Those of some that still wait for a review, oldest first.
     *
     * @throws Problem.Forbidden when the actor is no admin
     */
    @Transactional(readOnly = true)
    public List<EmergencyAccess> waiting(Actor actor, Collection<Long> ids) {
        checkAdmin(actor);
        return accesses.waiting(ids);
    }

    /**
     * All there are, whether they wait or were reviewed.
     *
     * @throws Problem.Forbidden when the actor is no admin
     */
    @Transactional(readOnly = true)
    public Rows<EmergencyAccess> list(Actor actor, EmergencyFilter filter, Listing<EmergencyOrder> listing) {
        checkAdmin(actor);
        return accesses.list(filter, listing);
    }

    /**
     * All of the list, to take away.
     *
     * @throws Problem.Forbidden when the actor is no admin
     * @throws Problem.Invalid when they are more than a file may hold
     */
    public List<EmergencyAccess> export(Actor actor, EmergencyFilter filter, Listing<EmergencyOrder> listing) {
        checkAdmin(actor);
        List<EmergencyAccess> all = accesses.list(filter, listing.whole()).forFile();
        trail.warning(actor, "emergencies.exported", "Exported " + all.size() + " emergency accesses");
        return all;
    }

    /** How many wait for a review. */
    @Transactional(readOnly = true)
    public int countWaiting() {
        return OncePerRequest.get(EmergencyAccesses.class, accesses::countWaiting);
    }

    /**
     * An admin has looked at it.
     *
     * @param note what came of it
     * @throws Problem.Forbidden when the actor is no admin
     * @throws Problem.NotFound when there is none that waits
     * @throws Problem.Invalid on {@code note}, when it is empty
     */
    public void review(Actor actor, long id, String note) {
        checkAdmin(actor);
        if (note.isBlank() || note.length() > LONGEST_TEXT) {
            throw Problem.Invalid.field("note", "Say what came of it, in at most " + LONGEST_TEXT + " characters.");
        }
        EmergencyAccess access = accesses.find(id).orElseThrow(() -> Problem.NotFound.of("emergency access"));
        if (!accesses.review(id, actor.id(), note.strip(), clock.instant())) {
            throw Problem.NotFound.of("emergency access that waits for a review");
        }
        trail.info(actor, "emergency.reviewed", "Reviewed an emergency access", Reference.of(access.patientId()));
    }

    /** What a patient is told about the own record: who opened it in an emergency lately. */
    @Transactional(readOnly = true)
    public List<EmergencyAccess> lately(PatientId patient) {
        return accesses.ofPatient(patient, clock.instant().minus(TOLD));
    }

    private static String checkReason(String reason) {
        if (reason.strip().length() < SHORTEST_REASON || reason.length() > LONGEST_TEXT) {
            throw Problem.Invalid.field(
                    "reason",
                    "Say why, in " + SHORTEST_REASON + " to " + LONGEST_TEXT + " characters: it will be reviewed.");
        }
        return reason.strip();
    }

    private static DoctorId doctor(Actor actor) {
        if (actor.role() != Role.DOCTOR) {
            throw Problem.Forbidden.to("open a record in an emergency");
        }
        return new DoctorId(actor.id());
    }

    private static void checkAdmin(Actor actor) {
        if (!actor.isAdmin()) {
            throw Problem.Forbidden.to("review emergency access");
        }
    }
}
