package dev.outpatient.patients;

import dev.outpatient.accounts.PasswordPolicy;
import dev.outpatient.accounts.RequestKey;
import dev.outpatient.accounts.RequestKeys;
import dev.outpatient.audit.AuditTrail;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Dates;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Reference;
import dev.outpatient.shared.Role;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Registers patients and keeps their records: who may read one, who may change one. */
@Service
public class Patients {

    private final PatientRepository patients;
    private final RecordAccess access;
    private final PasswordEncoder passwords;
    private final PasswordPolicy policy;
    private final RequestKeys requestKeys;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Patients(
            PatientRepository patients,
            RecordAccess access,
            PasswordEncoder passwords,
            PasswordPolicy policy,
            RequestKeys requestKeys,
            AuditTrail trail,
            TransactionTemplate transaction,
            Clock clock) {
        this.patients = patients;
        this.access = access;
        this.passwords = passwords;
        this.policy = policy;
        this.requestKeys = requestKeys;
        this.trail = trail;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * A visitor becomes a patient.
     *
     * @param password in clear, as typed
     * @param key what makes a repeated request answer as the first one did, or null
     * @throws Problem.Invalid when the e-mail is taken, the password too weak or the birthday in the future
     */
    public PatientId register(PatientDetails details, String password, @Nullable RequestKey key) {
        PatientDetails person = details.normalized();
        policy.check(Role.PATIENT, password, person.email(), person.name());
        checkBirthday(person);
        // Hashing takes its time and its turn: before the transaction, so that no connection waits with it.
        String hash = passwords.encode(password);
        return Objects.requireNonNull(transaction.execute(status -> requestKeys
                .findCreated(null, key)
                .map(PatientId::new)
                .orElseGet(() -> {
                    PatientId id = patients.insert(person, hash, clock.instant());
                    requestKeys.created(null, key, id.value());
                    trail.info(Actor.of(id), "Registered", Reference.of(id));
                    return id;
                })));
    }

    /**
     * Many patients at once, from an import or the demo data; those without a password can't sign in.
     *
     * @param passwordHash one encoded password for all of them, or null
     * @return the ids in the order of the details
     */
    @Transactional
    public List<PatientId> addAll(Actor actor, List<PatientDetails> people, @Nullable String passwordHash) {
        if (!actor.isAdmin()) {
            throw Problem.Forbidden.to("add patients");
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
     * Changes a record: by the patient, or an admin.
     *
     * @param version the version that was read, or null to change whatever is there
     * @throws Problem.NotFound when there is none, or the actor may not know that there is
     * @throws Problem.Stale when it has another version by now
     * @throws Problem.Invalid when the e-mail is taken or the birthday in the future
     */
    @Transactional
    public Patient change(Actor actor, PatientId id, PatientDetails details, @Nullable Integer version) {
        if (patients.find(id).isEmpty() || !access.mayChange(actor, id)) {
            throw Problem.NotFound.of("patient");
        }
        PatientDetails person = details.normalized();
        if (actor.is(id) && person.email() == null) {
            throw Problem.Invalid.field("email", "You sign in with it: enter one.");
        }
        checkBirthday(person);
        if (!patients.update(id, person, version, clock.instant())) {
            throw Problem.Stale.version();
        }
        trail.info(actor, "Changed the record", Reference.of(id));
        return patients.find(id).orElseThrow();
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
    @Transactional(readOnly = true)
    public List<Patient> search(Actor actor, String name, int limit) {
        if (!actor.isAdmin()) {
            throw Problem.Forbidden.to("search all patients");
        }
        return patients.search(name, limit);
    }

    @Transactional(readOnly = true)
    public boolean exists(PatientId id) {
        return patients.find(id).isPresent();
    }

    private void checkBirthday(PatientDetails person) {
        Dates.check("dateOfBirth", person.dateOfBirth());
        // UTC's date plus one is tomorrow everywhere: nobody is born after it.
        if (person.dateOfBirth() != null
                && person.dateOfBirth().isAfter(java.time.LocalDate.now(clock).plusDays(1))) {
            throw Problem.Invalid.field("dateOfBirth", "Enter a date that has passed.");
        }
    }
}
