package dev.outpatient.patients;

import dev.outpatient.accounts.AccountLetters;
import dev.outpatient.audit.AuditTrail;
import dev.outpatient.patients.FamilyBond.State;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Reference;
import dev.outpatient.shared.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What patients do about their families: ask to act for a child, for whom an admin decides, or for an adult, who decides;
 * answer; and end it. Who may act for whom at a moment, {@link RecordAccess} says. Why it is so: docs/decisions/0024.
 */
@Service
@Transactional
public class Family {

    /** How long somebody who was asked by e-mail may answer. */
    public static final Duration ANSWER_WITHIN = Duration.ofDays(30);

    /** So many people may be in the list of one patient, and so many be asked for on one day. */
    public static final int MOST = 10;

    private static final int LONGEST_NAME = 255;

    private final FamilyBondRepository bonds;
    private final PatientRepository patients;
    private final AccountLetters letters;
    private final AuditTrail trail;
    private final Clock clock;

    Family(
            FamilyBondRepository bonds,
            PatientRepository patients,
            AccountLetters letters,
            AuditTrail trail,
            Clock clock) {
        this.bonds = bonds;
        this.patients = patients;
        this.letters = letters;
        this.trail = trail;
        this.clock = clock;
    }

    /** For whom the actor acts, or has asked to. */
    @Transactional(readOnly = true)
    public List<FamilyBond> dependants(Actor actor) {
        return bonds.ofManager(patient(actor), stillOpen(), today()).stream()
                .map(FamilyBond::forManager)
                .toList();
    }

    /** Who acts for the actor. */
    @Transactional(readOnly = true)
    public List<FamilyBond> managers(Actor actor) {
        return bonds.managersOf(patient(actor), today());
    }

    /** Who asks to act for the actor. */
    @Transactional(readOnly = true)
    public List<FamilyBond> requests(Actor actor) {
        PatientId patient = patient(actor);
        return bonds.requestsTo(patient, email(patient), stillOpen(), today());
    }

    /**
     * Asks for a child, who becomes a patient, or is found to be one, when an admin consents.
     *
     * @return the number of the request
     * @throws Problem.Invalid on {@code name} or {@code dateOfBirth}, when somebody of that age decides alone, or there
     *     are too many
     */
    public long askForChild(Actor actor, String name, LocalDate bornOn) {
        PatientId manager = patient(actor);
        String called = name.strip();
        if (called.isEmpty() || called.length() > LONGEST_NAME) {
            throw Problem.Invalid.field("name", "Enter the name, in at most " + LONGEST_NAME + " characters.");
        }
        Patients.checkBirthday(bornOn, clock);
        if (Adulthood.isReached(bornOn, today())) {
            throw Problem.Invalid.field(
                    "dateOfBirth", "Whoever is " + Adulthood.AGE + " or older decides alone: ask by e-mail.");
        }
        checkCount(manager, "name");
        trail.info(actor, "Asked to act for a child");
        return bonds.askForChild(manager, called, bornOn, LocaleContextHolder.getLocale(), clock.instant());
    }

    /**
     * Asks somebody who may be a patient. Whether anybody has the address is not looked up here, so that neither the
     * answer nor its time tells.
     *
     * @return the number of the request
     * @throws Problem.Invalid on {@code email}, when it is the actor's own, was asked already, or there are too many
     */
    public long ask(Actor actor, String email) {
        PatientId manager = patient(actor);
        String address = email.strip().toLowerCase(Locale.ROOT);
        if (address.isEmpty() || address.length() > LONGEST_NAME) {
            throw Problem.Invalid.field("email", "Enter the address of the other person.");
        }
        if (address.equals(email(manager))) {
            throw Problem.Invalid.field("email", "This is your own address.");
        }
        checkCount(manager, "email");
        if (dependants(actor).stream().anyMatch(bond -> address.equals(bond.email()))) {
            throw Problem.Invalid.field("email", "This address is in your list already.");
        }
        trail.info(actor, "Asked another patient to act for them");
        return bonds.askByEmail(manager, address, LocaleContextHolder.getLocale(), clock.instant());
    }

    /**
     * Asks a dependant who came of age to agree to it.
     *
     * @throws Problem.NotFound when there is none who has to
     */
    public void askAgain(Actor actor, long id) {
        PatientId manager = patient(actor);
        FamilyBond bond = bonds.lock(id, today())
                .filter(found -> found.managerId().equals(manager) && found.state() == State.CAME_OF_AGE)
                .orElseThrow(() -> Problem.NotFound.of("dependant"));
        bonds.askAgain(id, clock.instant());
        if (bond.ownEmail() != null && letters.areSent()) {
            letters.familyRequest(bond.ownEmail(), LocaleContextHolder.getLocale());
        }
        trail.info(actor, "Asked to go on acting for a patient who came of age", about(bond));
    }

    /**
     * The actor agrees to be acted for. Of somebody under age, or whose age nobody wrote down but perhaps the actor, later
     * than at the registration, an admin has to agree too, and is asked.
     *
     * @return whether it holds from now on
     * @throws Problem.NotFound when nobody asks the actor by this number
     */
    public boolean accept(Actor actor, long id) {
        FamilyBond bond = request(actor, id);
        PatientId dependant = patient(actor);
        LocalDate bornOn = patients.find(dependant).map(Patient::dateOfBirth).orElse(null);
        if (bornOn == null || !Adulthood.isReached(bornOn, today()) || patients.isBirthdayOwnWord(dependant)) {
            if (!bond.isWithClinic()) {
                bonds.passOn(id, dependant, clock.instant());
                trail.info(actor, agreed(bond) + ", an admin has to agree", Reference.of(dependant));
            }
            return false;
        }
        bonds.consent(id, dependant, false, null, clock.instant());
        bonds.endOthers(id, bond.managerId(), dependant, clock.instant());
        trail.info(actor, agreed(bond), Reference.of(dependant));
        return true;
    }

    /**
     * The actor does not want to be acted for. The one who asked is not told.
     *
     * @throws Problem.NotFound when nobody asks the actor by this number
     */
    public void decline(Actor actor, long id) {
        FamilyBond bond = request(actor, id);
        if (bond.state() == State.ASKED_AGAIN) {
            bonds.end(id, clock.instant());
        } else {
            bonds.decline(id, null, clock.instant());
        }
        trail.info(actor, "Declined that patient " + bond.managerId() + " acts for the patient", about(actor));
    }

    /**
     * Ends it, or takes the request back: the manager, a dependant whom somebody acts for, or an admin.
     *
     * @throws Problem.NotFound when there is none, or it is none of the actor's
     */
    public void end(Actor actor, long id) {
        FamilyBond bond = bonds.lock(id, today())
                .filter(found -> mayEnd(actor, found))
                .orElseThrow(() -> Problem.NotFound.of("family member"));
        bonds.end(id, clock.instant());
        String message = "Ended that patient " + bond.managerId() + " acts for the patient";
        if (bond.dependantId() == null) {
            trail.info(actor, "Took back a request to act for somebody");
        } else {
            trail.info(actor, message, about(bond));
        }
    }

    private static boolean mayEnd(Actor actor, FamilyBond bond) {
        boolean consented = bond.state() != State.WAITING && bond.state() != State.REFUSED;
        return actor.is(bond.managerId())
                || (consented && bond.dependantId() != null && (actor.is(bond.dependantId()) || actor.isAdmin()));
    }

    /** One that waits for the actor's own answer, locked. */
    private FamilyBond request(Actor actor, long id) {
        bonds.lock(id, today());
        return requests(actor).stream()
                .filter(bond -> bond.id() == id)
                .findFirst()
                .orElseThrow(() -> Problem.NotFound.of("request"));
    }

    private void checkCount(PatientId manager, String field) {
        patients.lock(manager);
        Instant aDayAgo = clock.instant().minus(Duration.ofDays(1));
        if (bonds.count(manager, stillOpen(), aDayAgo) >= MOST) {
            throw Problem.Invalid.field(
                    field,
                    "At most " + MOST + " people are in your list, and are asked on one day. Ask at the clinic.");
        }
    }

    private static String agreed(FamilyBond bond) {
        return "Agreed that patient " + bond.managerId() + " acts for the patient";
    }

    private static Reference about(FamilyBond bond) {
        return Reference.of(Objects.requireNonNull(bond.dependantId()));
    }

    private static Reference about(Actor actor) {
        return Reference.of(new PatientId(actor.id()));
    }

    private @Nullable String email(PatientId patient) {
        return patients.find(patient)
                .map(found -> found.details().email())
                .map(email -> email.toLowerCase(Locale.ROOT))
                .orElse(null);
    }

    private static PatientId patient(Actor actor) {
        if (actor.role() != Role.PATIENT) {
            throw Problem.Forbidden.to("have a family here");
        }
        return new PatientId(actor.id());
    }

    private Instant stillOpen() {
        return clock.instant().minus(ANSWER_WITHIN);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
