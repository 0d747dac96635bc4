package dev.outpatient.patients;

import dev.outpatient.accounts.AccountChanges;
import dev.outpatient.accounts.AccountLetters;
import dev.outpatient.audit.AuditTrail;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Reference;
import dev.outpatient.shared.Role;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the records of patients: who may read one, who may change one. */
@Service
public class Patients {

    /** In years; nobody is known to have grown older than 122. */
    private static final int OLDEST = 130;

    /** What a field says that neither the patient nor the family changes. */
    public static final String ASK_THE_CLINIC = "Only an admin changes this.";

    private final PatientRepository patients;
    private final RecordAccess access;
    private final AccountChanges changes;
    private final AccountLetters letters;
    private final AuditTrail trail;
    private final Clock clock;

    Patients(
            PatientRepository patients,
            RecordAccess access,
            AccountChanges changes,
            AccountLetters letters,
            AuditTrail trail,
            Clock clock) {
        this.patients = patients;
        this.access = access;
        this.changes = changes;
        this.letters = letters;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Many patients at once, from an import or the demo data; those without a password can't sign in.
     *
     * @param passwordHash one encoded password for all of them, or null
     * @return the ids in the order of the details
     */
    @Transactional
    public List<PatientId> addAll(Actor actor, List<PatientDetails> people, @Nullable String passwordHash) {
        requireAdmin(actor, "add patients");
        if (passwordHash != null && !actor.equals(Actor.OPERATOR)) {
            throw Problem.Forbidden.to("choose a password for somebody else");
        }
        return patients.insertAll(
                people.stream().map(PatientDetails::normalized).toList(), passwordHash, clock.instant());
    }

    /**
     * The record of a patient, for those whom {@link RecordAccess} lets read it.
     *
     * @throws Problem.NotFound when there is none, or the actor may not know that there is
     */
    @Transactional(noRollbackFor = Problem.NotFound.class) // the refusal stays in the trail
    public Patient get(Actor actor, PatientId id) {
        Patient patient = patients.find(id).orElseThrow(() -> Problem.NotFound.of("patient"));
        access.read(actor, id);
        return patient;
    }

    /**
     * Adds a patient without an account, as one who calls for the first time.
     *
     * @throws Problem.Forbidden when the actor is no admin
     * @throws Problem.Invalid when the e-mail is taken or the birthday in the future or longer ago than anybody lives
     */
    @Transactional
    public PatientId add(Actor actor, PatientDetails details) {
        requireAdmin(actor, "add patients");
        PatientDetails person = details.normalized();
        checkBirthday(person.dateOfBirth(), clock);
        PatientId added = patients.insert(person, null, clock.instant());
        trail.info(actor, "record.registered", "Registered a patient", Reference.of(added));
        return added;
    }

    /**
     * Patients with the same name and birthday, who may be the same person; none where no birthday is known.
     *
     * @throws Problem.Forbidden when the actor is no admin
     */
    @Transactional
    public List<Patient> listSame(Actor actor, PatientDetails person) {
        requireAdmin(actor, "search all patients");
        if (person.dateOfBirth() == null) {
            return List.of();
        }
        trail.info(actor, "patients.searched", "Searched all patients by name and birthday");
        return patients.listNamed(List.of(new PatientRepository.NameAndBirth(person.name(), person.dateOfBirth())))
                .getFirst();
    }

    private static void requireAdmin(Actor actor, String what) {
        if (!actor.isAdmin()) {
            throw Problem.Forbidden.to(what);
        }
    }

    /**
     * Changes a record: by the patient, who acts for the patient, or an admin. Patients change the e-mail that they sign in with on the page of
     * the account, which asks for the password. When an admin changes it, the address before is told.
     *
     * @param version the version that was read, or null to change whatever is there
     * @throws Problem.NotFound when there is none, or the actor may not know that there is
     * @throws Problem.Stale when it has another version by now
     * @throws Problem.Invalid when the e-mail is taken or the birthday in the future or longer ago than anybody lives, or a patient under age would be older
     */
    @Transactional
    public Patient change(Actor actor, PatientId id, PatientDetails details, @Nullable Integer version) {
        // Locked: what is decided by what it was holds for what is written.
        Patient before = Optional.of(id)
                .filter(patients::lock)
                .flatMap(patients::find)
                .filter(patient -> access.mayChange(actor, id))
                .orElseThrow(() -> Problem.NotFound.of("patient"));
        // Nobody but an admin takes the e-mail away, so who does not name it leaves it as it is.
        PatientDetails given = details.normalized();
        PatientDetails person = actor.isAdmin() || given.email() != null
                ? given
                : given.withEmail(before.details().email());
        boolean newEmail = !Objects.equals(person.email(), before.details().email());
        if (actor.is(id) && newEmail) {
            throw Problem.Invalid.field("email", "Change it on the page of your account, which asks for the password.");
        }
        if (actor.role() == Role.PATIENT && !actor.is(id)) {
            checkOfFamily(before.details(), person);
        }
        if (actor.is(id)) {
            checkOwnBirthday(before.details().dateOfBirth(), person.dateOfBirth());
        }
        // One that stands there already, as an import brought it, is no reason against another phone number.
        if (!Objects.equals(person.dateOfBirth(), before.details().dateOfBirth())) {
            checkBirthday(person.dateOfBirth(), clock);
        }
        if (!patients.update(id, person, version, clock.instant())) {
            throw Problem.Stale.version();
        }
        trail.info(actor, "record.changed", "Changed the record", Reference.of(id));
        LocalDate bornOn = before.dateOfBirth();
        boolean filledIn = actor.is(id) && bornOn == null && person.dateOfBirth() != null;
        if (filledIn || (actor.isAdmin() && !Objects.equals(bornOn, person.dateOfBirth()))) {
            patients.noteBirthday(id, filledIn);
        }
        if (newEmail) {
            changes.secretChanged(Actor.of(id));
            if (before.details().email() != null && letters.areSent()) {
                letters.emailChanged(before.details().email(), LocaleContextHolder.getLocale(), before.name());
            }
        }
        return patients.find(id).orElseThrow();
    }

    /**
     * Who acts for a patient writes down where the patient lives, but neither who it is, nor when the patient comes of
     * age, nor where the patient signs in.
     */
    private static void checkOfFamily(PatientDetails before, PatientDetails after) {
        List<Problem.Invalid.FieldError> errors = new ArrayList<>();
        String message = "Only the patient or an admin changes this.";
        if (!Objects.equals(before.name(), after.name())) {
            errors.add(new Problem.Invalid.FieldError("name", message));
        }
        if (!Objects.equals(before.normalized().email(), after.email())) {
            errors.add(new Problem.Invalid.FieldError("email", message));
        }
        if (!Objects.equals(before.dateOfBirth(), after.dateOfBirth())) {
            errors.add(new Problem.Invalid.FieldError("dateOfBirth", ASK_THE_CLINIC));
        }
        if (!errors.isEmpty()) {
            throw Problem.Invalid.fields(errors);
        }
    }

    /** Whoever is under age is protected by it, and comes of age no sooner, nor at no known time, by the own word. */
    private void checkOwnBirthday(@Nullable LocalDate before, @Nullable LocalDate after) {
        if (before == null || Adulthood.isReached(before, LocalDate.now(clock))) {
            return;
        }
        if (after == null || after.isBefore(before)) {
            throw Problem.Invalid.field("dateOfBirth", ASK_THE_CLINIC);
        }
    }

    /** Patients for lists that the caller may see already, such as the day sheet of their doctor. */
    @Transactional(readOnly = true)
    public Map<PatientId, Patient> byId(Collection<PatientId> ids) {
        return patients.byId(ids);
    }

    /**
     * Patients by a part of the name, in order of names, for admins.
     *
     * @throws Problem.Forbidden when the actor is no admin
     */
    @Transactional
    public List<Patient> search(Actor actor, String name, int limit) {
        requireAdmin(actor, "search all patients");
        trail.info(actor, "patients.searched", "Searched all patients by name");
        return patients.search(name, limit);
    }

    @Transactional(readOnly = true)
    public boolean exists(PatientId id) {
        return patients.find(id).isPresent();
    }

    /** Whether somebody who lives can be born on a date. */
    public static boolean isBirthday(LocalDate date, Clock clock) {
        // UTC's date plus one is tomorrow everywhere: nobody is born after it.
        LocalDate tomorrow = LocalDate.now(clock).plusDays(1);
        return !date.isAfter(tomorrow) && !date.isBefore(tomorrow.minusYears(OLDEST));
    }

    /** @throws Problem.Invalid on {@code dateOfBirth} when nobody who lives can be born on it */
    static void checkBirthday(@Nullable LocalDate bornOn, Clock clock) {
        if (bornOn != null && !isBirthday(bornOn, clock)) {
            throw Problem.Invalid.field(
                    "dateOfBirth", "Enter a date that has passed, within the last " + OLDEST + " years.");
        }
    }
}
