package dev.outpatient.patients;

import dev.outpatient.accounts.AccountLetters;
import dev.outpatient.accounts.Invitations;
import dev.outpatient.accounts.Invitations.Invitation;
import dev.outpatient.audit.AuditTrail;
import dev.outpatient.patients.FamilyBond.State;
import dev.outpatient.patients.PatientRepository.NameAndBirth;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Listing;
import dev.outpatient.shared.Page;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Reference;
import dev.outpatient.shared.Rows;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What admins decide about families: for those who are under age, or came of age and can't answer on a page yet. */
@Service
@Transactional
public class FamilyReview {

    private final FamilyBondRepository bonds;
    private final PatientRepository patients;
    private final Patients records;
    private final Invitations invitations;
    private final AccountLetters letters;
    private final AuditTrail trail;
    private final Clock clock;

    FamilyReview(
            FamilyBondRepository bonds,
            PatientRepository patients,
            Patients records,
            Invitations invitations,
            AccountLetters letters,
            AuditTrail trail,
            Clock clock) {
        this.bonds = bonds;
        this.patients = patients;
        this.records = records;
        this.invitations = invitations;
        this.letters = letters;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * What waits for an admin, the oldest first.
     *
     * @param after the cursor of the page before, or null for the first
     * @throws Problem.Forbidden when the actor is no admin
     * @throws Problem.Invalid when the cursor is none of this list
     */
    @Transactional(readOnly = true)
    public Page<FamilyBond> list(Actor actor, @Nullable String after, int limit) {
        checkAdmin(actor);
        return Page.cut(
                bonds.withClinic(today(), MomentCursor.parse(after), limit + 1),
                limit,
                last -> new MomentCursor(Objects.requireNonNull(last.clinicAskedAt()), last.id()).toString());
    }

    /**
     * What waits for an admin.
     *
     * @param words a part of the name of either, or null for all
     * @throws Problem.Forbidden when the actor is no admin
     */
    @Transactional(readOnly = true)
    public Rows<FamilyBond> list(Actor actor, @Nullable String words, Listing<FamilyOrder> listing) {
        checkAdmin(actor);
        return bonds.withClinic(words, today(), listing);
    }

    /**
     * All of the list, to take away.
     *
     * @throws Problem.Forbidden when the actor is no admin
     * @throws Problem.Invalid when they are more than a file may hold
     */
    public List<FamilyBond> export(Actor actor, @Nullable String words, Listing<FamilyOrder> listing) {
        checkAdmin(actor);
        List<FamilyBond> all = bonds.withClinic(words, today(), listing.whole()).forFile();
        trail.warning(actor, "family.exported", "Exported " + all.size() + " requests of families");
        return all;
    }

    /** How many wait for an admin. */
    @Transactional(readOnly = true)
    public int countWaiting() {
        return bonds.countWithClinic();
    }

    /**
     * Who acts for a patient.
     *
     * @throws Problem.Forbidden when the actor is no admin
     */
    @Transactional(readOnly = true)
    public List<FamilyBond> managersOf(Actor actor, PatientId patient) {
        checkAdmin(actor);
        return bonds.managersOf(patient, today());
    }

    /**
     * The patients who may be the child of a request already, by the request: those with the name and the birthday.
     *
     * @param requests a page of them at most
     * @throws Problem.Forbidden when the actor is no admin
     */
    @Transactional(readOnly = true)
    public Map<Long, List<Patient>> samePeople(Actor actor, List<FamilyBond> requests) {
        checkAdmin(actor);
        List<NameAndBirth> children = new ArrayList<>();
        List<FamilyBond> asking = new ArrayList<>();
        for (FamilyBond bond : requests) {
            if (bond.dependantId() == null && bond.name() != null && bond.bornOn() != null) {
                asking.add(bond);
                children.add(new NameAndBirth(bond.name(), bond.bornOn()));
            }
        }
        List<List<Patient>> found = patients.listNamed(children);
        Map<Long, List<Patient>> same = new HashMap<>();
        for (int i = 0; i < asking.size(); i++) {
            PatientId manager = asking.get(i).managerId();
            same.put(
                    asking.get(i).id(),
                    found.get(i).stream()
                            .filter(patient -> !patient.id().equals(manager))
                            .toList());
        }
        return same;
    }

    /** Consents for a dependant whose birthday is known: see the other one. */
    public PatientId confirm(Actor actor, long id, @Nullable PatientId same) {
        return confirm(actor, id, same, null);
    }

    /**
     * Consents for the dependant. A child who is no patient yet becomes one, at the manager's address. Of whom no birthday
     * is known it is written down now, as consent for somebody under age would have no end without.
     *
     * @param same the patient who the child is already, one of {@link #samePeople}; null for a new one
     * @param bornOn the birthday, where none is known; else it counts for nothing
     * @return the dependant
     * @throws Problem.Forbidden when the actor is no admin
     * @throws Problem.NotFound when nothing waits by this number
     * @throws Problem.Invalid on {@code patientId} when it is somebody else, on {@code dateOfBirth} when it is needed
     */
    public PatientId confirm(Actor actor, long id, @Nullable PatientId same, @Nullable LocalDate bornOn) {
        FamilyBond bond = waiting(actor, id);
        PatientId dependant = bond.dependantId();
        if (dependant != null && same != null && !dependant.equals(same)) {
            throw Problem.Invalid.field("patientId", "It is known already who is meant.");
        }
        if (dependant == null) {
            dependant = same == null ? newPatient(actor, bond) : existing(actor, bond, same);
        }
        PatientDetails person = patients.find(dependant).orElseThrow().details();
        LocalDate birthday = person.dateOfBirth();
        if (birthday == null) {
            birthday = bornOn;
            if (birthday == null) {
                throw Problem.Invalid.field("dateOfBirth", "Enter the birthday of the patient.");
            }
            records.change(actor, dependant, person.withDateOfBirth(birthday), null);
        }
        patients.noteBirthday(dependant, false);
        boolean minor = !Adulthood.isReached(birthday, today());
        bonds.consent(id, dependant, minor, adminId(actor), clock.instant());
        bonds.endOthers(id, bond.managerId(), dependant, clock.instant());
        trail.info(
                actor, "Confirmed that patient " + bond.managerId() + " acts for the patient", Reference.of(dependant));
        if (person.email() != null && letters.areSent()) {
            letters.familyConfirmed(person.email(), LocaleContextHolder.getLocale());
        }
        tellManager(bond, true);
        return dependant;
    }

    /**
     * Does not consent.
     *
     * @throws Problem.Forbidden when the actor is no admin
     * @throws Problem.NotFound when nothing waits by this number
     */
    public void refuse(Actor actor, long id) {
        FamilyBond bond = waiting(actor, id);
        if (bond.state() == State.ASKED_AGAIN) {
            bonds.end(id, clock.instant());
        } else {
            bonds.decline(id, adminId(actor), clock.instant());
        }
        String message = "Refused that patient " + bond.managerId() + " acts for ";
        if (bond.dependantId() == null) {
            trail.info(actor, message + "a child", Reference.of(bond.managerId()));
        } else {
            trail.info(actor, message + "the patient", Reference.of(bond.dependantId()));
        }
        tellManager(bond, false);
    }

    private void tellManager(FamilyBond bond, boolean consented) {
        String email = patients.find(bond.managerId()).orElseThrow().details().email();
        if (email != null && letters.areSent()) {
            letters.familyAnswered(email, LocaleContextHolder.getLocale(), consented);
        }
    }

    /**
     * Lets a dependant who came of age answer: invites to an account of the own, where the request waits.
     *
     * @param email where the dependant is written to; null when the record has an address
     * @throws Problem.Forbidden when the actor is no admin
     * @throws Problem.NotFound when nobody who came of age waits by this number
     * @throws Problem.Invalid on {@code email} when there is none, or another patient has it
     */
    public Invitation invite(Actor actor, long id, @Nullable String email, Locale language) {
        FamilyBond bond = waiting(actor, id);
        if (bond.state() != State.ASKED_AGAIN) {
            throw Problem.NotFound.of("request");
        }
        PatientId dependant = Objects.requireNonNull(bond.dependantId());
        PatientDetails person = patients.find(dependant).orElseThrow().details();
        if (person.email() == null) {
            if (email == null || email.isBlank()) {
                throw Problem.Invalid.field("email", "Enter the address of the patient.");
            }
            records.change(actor, dependant, person.withEmail(email), null);
        }
        return invitations.invite(actor, Actor.of(dependant), language);
    }

    private PatientId newPatient(Actor actor, FamilyBond bond) {
        PatientDetails home = patients.find(bond.managerId()).orElseThrow().details();
        PatientDetails child = new PatientDetails(
                Objects.requireNonNull(bond.name()),
                null,
                home.phone(),
                home.address(),
                home.city(),
                home.state(),
                bond.bornOn());
        PatientId id = patients.insert(child, null, clock.instant());
        trail.info(actor, "Added the patient", Reference.of(id));
        return id;
    }

    private PatientId existing(Actor actor, FamilyBond bond, PatientId same) {
        return samePeople(actor, List.of(bond)).getOrDefault(bond.id(), List.of()).stream()
                .map(Patient::id)
                .filter(same::equals)
                .findFirst()
                .orElseThrow(() -> Problem.Invalid.field(
                        "patientId", "This is no patient with the name and the birthday of the child."));
    }

    private FamilyBond waiting(Actor actor, long id) {
        checkAdmin(actor);
        return bonds.lock(id, today())
                .filter(bond -> bond.isWithClinic() && bond.isUndecided())
                .orElseThrow(() -> Problem.NotFound.of("request"));
    }

    /** The operator at the console has no row. */
    private static @Nullable Long adminId(Actor actor) {
        return actor.equals(Actor.OPERATOR) ? null : actor.id();
    }

    private static void checkAdmin(Actor actor) {
        if (!actor.isAdmin()) {
            throw Problem.Forbidden.to("decide about families");
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
