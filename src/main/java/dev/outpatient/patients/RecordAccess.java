package dev.outpatient.patients;

import dev.outpatient.audit.AuditTrail;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Reference;
import dev.outpatient.shared.Role;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The one place that decides whose record somebody may read or change. */
@Component
public class RecordAccess {

    /** Why somebody may read a record; the trail names it. */
    public enum Ground {
        SELF("Read the own record"),
        ADMIN("Read the record"),
        CARE("Read the record"),
        EMERGENCY("Read the record in an emergency");

        private final String message;

        Ground(String message) {
            this.message = message;
        }
    }

    private final CareRelation care;
    private final EmergencyAccessRepository emergencies;
    private final AuditTrail trail;
    private final Clock clock;

    RecordAccess(CareRelation care, EmergencyAccessRepository emergencies, AuditTrail trail, Clock clock) {
        this.care = care;
        this.emergencies = emergencies;
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
        if (actor.role() != Role.DOCTOR) {
            return Optional.empty();
        }
        DoctorId doctor = new DoctorId(actor.id());
        if (care.inCare(doctor, patient)) {
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
    public Ground read(Actor actor, PatientId patient) {
        Optional<Ground> ground = find(actor, patient);
        if (ground.isEmpty()) {
            trail.warning(actor, "Refused: record of a patient not in care", Reference.of(patient));
            throw Problem.NotFound.of("patient");
        }
        trail.info(actor, ground.get().message, Reference.of(patient));
        return ground.get();
    }

    /** Whether the actor may change what the record says of the person. */
    public boolean mayChange(Actor actor, PatientId patient) {
        return actor.is(patient) || actor.isAdmin();
    }

    /** Whether the actor may see and change what is between a patient and a doctor: one of the two, and admins. */
    public static boolean maySee(Actor actor, PatientId patient, DoctorId doctor) {
        return actor.is(patient) || actor.is(doctor) || actor.isAdmin();
    }
}
