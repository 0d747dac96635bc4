package dev.outpatient.patients;

import dev.outpatient.accounts.AccountChanges;
import dev.outpatient.accounts.AccountLetters;
import dev.outpatient.accounts.SignIn;
import dev.outpatient.audit.AuditTrail;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Reference;
import dev.outpatient.shared.Role;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A patient leaves: asks for it, may change their mind for a while, and then the account closes by itself. What is
 * clinical stays for as long as the clinic must keep it, and goes after that. Why it is so: docs/decisions/0025.
 *
 * <p>Closing and erasing go over two stores and many tables, so each step may be repeated, and is until all are done.
 */
@Service
public class Leaving {

    private static final Logger log = LoggerFactory.getLogger(Leaving.class);
    private static final int BATCH = 50;

    private final LeaveRepository leaves;
    private final List<PersonalData> kept;
    private final SignIn signIn;
    private final AccountChanges changes;
    private final PatientRepository patients;
    private final AccountLetters letters;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;
    private final Period wait;
    private final Period keep;
    private final Clock clock;

    Leaving(
            LeaveRepository leaves,
            List<PersonalData> kept,
            SignIn signIn,
            AccountChanges changes,
            PatientRepository patients,
            AccountLetters letters,
            AuditTrail trail,
            TransactionTemplate transaction,
            @Value("${outpatient.leaving.wait:14d}") Period wait,
            @Value("${outpatient.leaving.keep:10y}") Period keep,
            Clock clock) {
        if (wait.isNegative() || keep.isNegative()) {
            throw new IllegalArgumentException("outpatient.leaving.wait and keep can't be negative");
        }
        this.leaves = leaves;
        this.kept = kept;
        this.signIn = signIn;
        this.changes = changes;
        this.patients = patients;
        this.letters = letters;
        this.trail = trail;
        this.transaction = transaction;
        this.wait = wait;
        this.keep = keep;
        this.clock = clock;
    }

    /** How long the patient may change their mind. */
    public Period howLongToWait() {
        return wait;
    }

    /** How long the clinical record stays after the account was closed. */
    public Period howLongToKeep() {
        return keep;
    }

    /** What the actor has asked for; empty for who stays. */
    @Transactional(readOnly = true)
    public Optional<Leave> find(Actor actor) {
        return leaves.find(patient(actor));
    }

    /**
     * Asks that the account is closed when the time to think is over. Asking again changes nothing.
     *
     * @throws dev.outpatient.accounts.BadCredentials when it is not the password of the account
     */
    public Leave ask(Actor actor, String password, Locale language) {
        PatientId patient = patient(actor);
        signIn.confirm(actor, password);
        return transaction.execute(status -> {
            if (leaves.find(patient).isEmpty()) {
                Instant now = clock.instant();
                leaves.ask(patient, now, after(now, wait));
                trail.warning(actor, "account.closing-asked", "Asked to close the account", Reference.of(patient));
                tell(patient, language);
            }
            return leaves.find(patient).orElseThrow();
        });
    }

    /**
     * Stays after all.
     *
     * @throws Problem.NotFound when nothing was asked for, or it is too late
     */
    @Transactional
    public void takeBack(Actor actor) {
        PatientId patient = patient(actor);
        if (!leaves.takeBack(patient, clock.instant())) {
            throw Problem.NotFound.of("request to close the account");
        }
        trail.info(actor, "account.closing-taken-back", "Keeps the account after all", Reference.of(patient));
    }

    /** Closes what is due, and erases what was kept long enough. */
    @Scheduled(fixedDelay = 10, initialDelay = 1, timeUnit = TimeUnit.MINUTES)
    void run() {
        Instant now = clock.instant();
        leaves.toClose(now, BATCH).forEach(leave -> tried(leave, this::close));
        leaves.toErase(now, BATCH).forEach(leave -> tried(leave, this::erase));
    }

    /** One that fails, as while MongoDB is away, keeps nobody else waiting. */
    private static void tried(Leave leave, Consumer<PatientId> step) {
        try {
            step.accept(leave.patientId());
        } catch (RuntimeException e) {
            log.warn(
                    "Patient {} can't leave yet; it is tried again",
                    leave.patientId().value(),
                    e);
        }
    }

    /** First nobody gets in, so that nothing new begins; then all else; and the mark that it is done comes last. */
    private void close(PatientId patient) {
        transaction.executeWithoutResult(status -> changes.closed(Actor.of(patient)));
        kept.forEach(part -> part.close(patient));
        transaction.executeWithoutResult(status -> {
            Instant now = clock.instant();
            if (leaves.closed(patient, now, after(now, keep))) {
                trail.warning(
                        null, "account.closed", "Closed the account of a patient who left", Reference.of(patient));
            }
        });
    }

    private void erase(PatientId patient) {
        kept.forEach(part -> part.erase(patient));
        transaction.executeWithoutResult(status -> {
            if (leaves.erased(patient, clock.instant())) {
                trail.warning(
                        null, "record.erased", "Erased a record that was kept long enough", Reference.of(patient));
            }
        });
    }

    private void tell(PatientId patient, Locale language) {
        Patient person = patients.find(patient).orElseThrow();
        String email = person.details().email();
        if (email != null && letters.areSent()) {
            letters.closingAsked(email, language, person.name());
        }
    }

    private static Instant after(Instant moment, Period period) {
        return LocalDateTime.ofInstant(moment, ZoneOffset.UTC).plus(period).toInstant(ZoneOffset.UTC);
    }

    private static PatientId patient(Actor actor) {
        if (actor.role() != Role.PATIENT) {
            throw Problem.Forbidden.to("close an account that is not a patient's");
        }
        return new PatientId(actor.id());
    }
}
