package dev.outpatient.patients;

import dev.outpatient.accounts.AccountLetters;
import dev.outpatient.accounts.LinkPurpose;
import dev.outpatient.accounts.LinkTarget;
import dev.outpatient.accounts.OneTimeLinks;
import dev.outpatient.accounts.PasswordPolicy;
import dev.outpatient.accounts.RequestKey;
import dev.outpatient.accounts.RequestKeys;
import dev.outpatient.audit.AuditTrail;
import dev.outpatient.patients.PendingRegistrationRepository.Pending;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Reference;
import dev.outpatient.shared.Role;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How a visitor becomes a patient: with mail, once the link in a letter is opened and the password typed again, so that
 * whoever has the mailbox is who registered; without mail, at once. It never touches a patient who is there already.
 */
@Service
public class Registration {

    /**
     * Somebody whose registration is complete.
     *
     * @param continueAt the page that the person was on the way to
     */
    public record Registered(PatientId id, String name, String continueAt) {}

    private static final int LONGEST_PAGE = 1000;

    private final PatientRepository patients;
    private final PendingRegistrationRepository pending;
    private final OneTimeLinks links;
    private final AccountLetters letters;
    private final PasswordPolicy policy;
    private final PasswordEncoder passwords;
    private final RequestKeys requestKeys;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;
    private final boolean confirmedInDemo;
    private final Clock clock;

    Registration(
            PatientRepository patients,
            PendingRegistrationRepository pending,
            OneTimeLinks links,
            AccountLetters letters,
            PasswordPolicy policy,
            PasswordEncoder passwords,
            RequestKeys requestKeys,
            AuditTrail trail,
            TransactionTemplate transaction,
            @Value("${outpatient.demo-confirms-registrations:false}") boolean confirmedInDemo,
            Clock clock) {
        this.patients = patients;
        this.pending = pending;
        this.links = links;
        this.letters = letters;
        this.policy = policy;
        this.passwords = passwords;
        this.requestKeys = requestKeys;
        this.trail = trail;
        this.transaction = transaction;
        this.confirmedInDemo = confirmedInDemo;
        this.clock = clock;
    }

    /** Whether an address is checked by a letter before it counts. */
    public boolean checksAddresses() {
        // Who tries the demo wants to book, and no letter leaves it that could check an address.
        return letters.leaveTheClinic() || (confirmedInDemo && letters.areSent());
    }

    /** Whether the clinic writes letters at all, be it only to the inbox of the demo. */
    public boolean writesLetters() {
        return letters.areSent();
    }

    /**
     * A visitor asks to become a patient. With mail a letter goes to the address in any case, and neither the answer nor
     * its time tells whether a patient has the address.
     *
     * @param password in clear, as typed
     * @param key what makes a repeated request answer as the first one did, or null
     * @param language of the letter
     * @param continueAt the page to go on to afterwards
     * @return the patient, or empty when a letter is on its way
     * @throws Problem.Invalid when the password is too weak or the birthday in the future; without mail, also when the
     *     e-mail is taken
     */
    public Optional<PatientId> register(
            PatientDetails details, String password, @Nullable RequestKey key, Locale language, String continueAt) {
        PatientDetails person = details.normalized();
        String email = person.email();
        if (email == null) {
            throw Problem.Invalid.field("email", "You sign in with it: enter one.");
        }
        policy.check(Role.PATIENT, password, email, person.name());
        Patients.checkBirthday(person.dateOfBirth(), clock);
        // Hashing takes its time and its turn: before the transaction, so that no connection waits with it. It is done
        // for an address that is known, too, or its time would tell.
        String hash = Objects.requireNonNull(passwords.encode(password));
        return Objects.requireNonNull(transaction.execute(status -> checksAddresses()
                ? begin(person, email, hash, key, language, continueAt)
                : Optional.of(add(person, hash, key))));
    }

    private PatientId add(PatientDetails person, String hash, @Nullable RequestKey key) {
        return requestKeys.findCreated(null, key).map(PatientId::new).orElseGet(() -> {
            PatientId id = patients.insert(person, hash, clock.instant());
            requestKeys.created(null, key, id.value());
            trail.info(Actor.of(id), "record.registered", "Registered", Reference.of(id));
            return id;
        });
    }

    /** Does the same for every address; only the letter differs, and where it is known, nobody learns the token. */
    private Optional<PatientId> begin(
            PatientDetails person,
            String email,
            String hash,
            @Nullable RequestKey key,
            Locale language,
            String continueAt) {
        if (requestKeys.findCreated(null, key).isEmpty()) {
            boolean known = patients.hasEmail(email);
            String page = continueAt.length() > LONGEST_PAGE ? "/" : continueAt;
            long id = pending.insert(person, hash, page, clock.instant());
            String token = links.issue(LinkPurpose.REGISTRATION, LinkTarget.pending(id, email));
            if (known) {
                letters.alreadyRegistered(email, language);
            } else {
                letters.confirmRegistration(email, language, token);
            }
            requestKeys.created(null, key, id);
            trail.info(null, "Somebody asked to register");
        }
        return Optional.empty();
    }

    /** Whether a link can still be used, and by whom. */
    @Transactional(readOnly = true)
    public Optional<String> findEmail(String token) {
        return links.find(LinkPurpose.REGISTRATION, token)
                .flatMap(target -> pending.find(target.id()))
                .map(waiting -> waiting.details().email());
    }

    /**
     * Completes a registration and ends all others of the same address. The password shows that who opens the link is
     * who registered: without it, somebody could register another's address and wait for the owner to confirm it.
     *
     * @throws Problem.NotFound when the link was used, is too old or never was, or a patient has the address by now
     * @throws Problem.Invalid when the password is not the one of the registration; the link still works then
     */
    public Registered confirm(String token, String password) {
        Pending found = links.find(LinkPurpose.REGISTRATION, token)
                .flatMap(target -> pending.find(target.id()))
                .orElseThrow(() -> Problem.NotFound.of("link"));
        if (!passwords.matches(password, found.passwordHash())) {
            throw Problem.Invalid.field("password", "This is not the password that you chose.");
        }
        return Objects.requireNonNull(transaction.execute(status -> {
            LinkTarget target = links.use(LinkPurpose.REGISTRATION, token);
            Pending person = pending.find(target.id()).orElseThrow(() -> Problem.NotFound.of("link"));
            pending.deleteByEmail(Objects.requireNonNull(person.details().email()));
            PatientId id;
            try {
                id = patients.insert(person.details(), person.passwordHash(), clock.instant());
            } catch (Problem.Invalid e) {
                throw Problem.NotFound.of("link");
            }
            trail.info(Actor.of(id), "record.registered", "Registered", Reference.of(id));
            return new Registered(id, person.details().name(), person.continueAt());
        }));
    }

    @Scheduled(fixedDelay = 3_600_000)
    @Transactional
    void removeExpired() {
        pending.deleteOlder(clock.instant().minus(LinkPurpose.REGISTRATION.lifetime()));
    }
}
