package dev.outpatient.patients;

import dev.outpatient.audit.AuditTrail;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OncePerRequest;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Reference;
import dev.outpatient.shared.Role;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The one place that decides whose record somebody may read or change. */
@Component
public class RecordAccess {

    /** Why somebody may read a record; the trail names it. */
    public enum Ground {
        SELF("record.read-own", "Read the own record"),
        ADMIN("record.read", "Read the record"),
        CARE("record.read", "Read the record"),
        EMERGENCY("record.read-emergency", "Read the record in an emergency"),
        FAMILY("record.read-family", "Read the record for a patient of the family");

        private final String action;
        private final String message;

        Ground(String action, String message) {
            this.action = action;
            this.message = message;
        }

        /** The action of reading a part of the record on this ground: an emergency is searched for by its action. */
        public String action(String reading) {
            return this == EMERGENCY ? reading + "-emergency" : reading;
        }

        /** What the trail says of it. */
        public String message(String reading) {
            return this == EMERGENCY ? reading + " in an emergency" : reading;
        }
    }

    /** Who has whom in care, as a page has read it. */
    private record Dependants(Actor manager) {}

    private record Care(DoctorId doctor, PatientId patient) {}

    private final CareRelation care;
    private final EmergencyAccessRepository emergencies;
    private final FamilyBondRepository family;
    private final AuditTrail trail;
    private final Clock clock;

    RecordAccess(
            CareRelation care,
            EmergencyAccessRepository emergencies,
            FamilyBondRepository family,
            AuditTrail trail,
            Clock clock) {
        this.care = care;
        this.emergencies = emergencies;
        this.family = family;
        this.trail = trail;
        this.clock = clock;
    }

    /** Why the actor may read the record, or empty when that may not be. */
    public Optional<Ground> find(Actor actor, PatientId patient) {
        if (actor.is(patient)) {
            return Optional.of(Ground.SELF);
        }
        if (actor.isAdmin()) {
            return Optional.of(Ground.ADMIN);
        }
        if (actor.role() == Role.PATIENT) {
            return actsFor(actor, patient) ? Optional.of(Ground.FAMILY) : Optional.empty();
        }
        DoctorId doctor = new DoctorId(actor.id());
        if (isInCare(doctor, patient)) {
            return Optional.of(Ground.CARE);
        }
        return emergencies.isOpen(doctor, patient, clock.instant()) ? Optional.of(Ground.EMERGENCY) : Optional.empty();
    }

    /**
     * Lets the actor read a record that exists, and tells the trail.
     *
     * @throws Problem.NotFound when that may not be, which the trail is told too
     */
    @Transactional(noRollbackFor = Problem.NotFound.class) // the refusal stays in the trail
    public void read(Actor actor, PatientId patient) {
        Optional<Ground> ground = find(actor, patient);
        if (ground.isEmpty()) {
            throw refused(actor, "Refused: record of a patient not in care", patient);
        }
        trail.info(actor, ground.get().action, ground.get().message, Reference.of(patient));
    }

    /**
     * Whether the actor may see the photo of a patient who exists: who may read the record. The trail is told, but not
     * each time that patients see their own, which stands on each of their pages.
     */
    @Transactional
    public boolean seesPhoto(Actor actor, PatientId patient) {
        Optional<Ground> ground = find(actor, patient);
        if (ground.isEmpty()) {
            trail.refused(actor, "photo.refused", "Refused: photo of a patient not in care", Reference.of(patient));
        } else if (ground.get() != Ground.SELF) {
            trail.info(actor, "photo.read", "Saw the photo", Reference.of(patient));
        }
        return ground.isPresent();
    }

    /** Why the actor may read what is clinical, or empty: who may read the record, but never admins. */
    public Optional<Ground> findClinical(Actor actor, PatientId patient) {
        return find(actor, patient).filter(ground -> ground != Ground.ADMIN);
    }

    /** Whether the actor may read what is clinical. */
    public boolean mayReadClinical(Actor actor, PatientId patient) {
        return findClinical(actor, patient).isPresent();
    }

    /**
     * Lets the actor read what is clinical in a record, and tells the trail.
     *
     * @param what what is read, such as "prescriptions"
     * @throws Problem.NotFound when that may not be, which the trail is told too
     */
    @Transactional(noRollbackFor = Problem.NotFound.class) // the refusal stays in the trail
    public void readClinical(Actor actor, PatientId patient, String what) {
        Optional<Ground> ground = findClinical(actor, patient);
        if (ground.isEmpty()) {
            throw refused(actor, "Refused: " + what + " of a patient not in care", patient);
        }
        trail.info(
                actor,
                ground.get().action(what + ".read"),
                ground.get().message("Read the " + what),
                Reference.of(patient));
    }

    /** Tells the trail, and says no more than that there is none. */
    Problem.NotFound refused(Actor actor, String message, PatientId patient) {
        trail.refused(actor, "record.refused", message, Reference.of(patient));
        return Problem.NotFound.of("patient");
    }

    private boolean isInCare(DoctorId doctor, PatientId patient) {
        return OncePerRequest.get(new Care(doctor, patient), () -> care.inCare(doctor, patient));
    }

    /** Whether the actor is a doctor who has the patient in care; an emergency opens the record, and no more. */
    public boolean mayTreat(Actor actor, PatientId patient) {
        return actor.role() == Role.DOCTOR && isInCare(new DoctorId(actor.id()), patient);
    }

    /** Whether the actor may change what the record says of the person. */
    public boolean mayChange(Actor actor, PatientId patient) {
        return actsFor(actor, patient) || actor.isAdmin();
    }

    /** Whether the actor may see and change what is between a patient and a doctor: one of the two, and admins. */
    public boolean maySee(Actor actor, PatientId patient, DoctorId doctor) {
        return actor.is(doctor) || actor.isAdmin() || actsFor(actor, patient);
    }

    /**
     * Whether the actor does what the patient may do: the patient, and who acts for a patient of the family. It is
     * looked up each time, so that it ends at once when it ends.
     */
    public boolean actsFor(Actor actor, PatientId patient) {
        return actor.is(patient)
                || (actor.role() == Role.PATIENT && family.holds(new PatientId(actor.id()), patient, today()));
    }

    /** For whom else a patient acts, in order of names; nobody for others. */
    public List<PatientId> dependants(Actor actor) {
        return actor.role() == Role.PATIENT
                ? OncePerRequest.get(new Dependants(actor), () -> family.managedBy(new PatientId(actor.id()), today()))
                : List.of();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
