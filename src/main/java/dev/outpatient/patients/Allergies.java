package dev.outpatient.patients;

import dev.outpatient.audit.AuditTrail;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Reference;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The allergies on a patient's record: seen by the patient, kept by the doctors who have the patient in care. */
@Service
@Transactional
public class Allergies {

    private final AllergyRepository allergies;
    private final RecordAccess access;
    private final AuditTrail trail;
    private final Clock clock;

    Allergies(AllergyRepository allergies, RecordAccess access, AuditTrail trail, Clock clock) {
        this.allergies = allergies;
        this.access = access;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Those that are not removed, the worst first.
     *
     * @throws Problem.NotFound when the actor may not read what is clinical of the patient
     */
    @Transactional(noRollbackFor = Problem.NotFound.class) // the refusal stays in the trail
    public List<Allergy> list(Actor actor, PatientId patient) {
        access.readClinical(actor, patient, "allergies");
        return allergies.ofPatient(patient);
    }

    /** The same, for a check that the program makes on behalf of a doctor who prescribes. */
    @Transactional(readOnly = true)
    public List<Allergy> ofPatient(PatientId patient) {
        return allergies.ofPatient(patient);
    }

    /**
     * Records one. If the substance is recorded already, that stays as it is.
     *
     * @throws Problem.NotFound when the actor is no doctor who has the patient in care
     */
    @Transactional(noRollbackFor = Problem.NotFound.class)
    public Allergy add(Actor actor, PatientId patient, AllergyDetails details) {
        DoctorId doctor = doctor(actor, patient);
        AllergyDetails checked = details.checked();
        Optional<Allergy> there = allergies.ofPatient(patient).stream()
                .filter(allergy -> allergy.substance().equalsIgnoreCase(checked.substance()))
                .findFirst();
        if (there.isPresent()) {
            return there.get();
        }
        long id = allergies.insert(patient, checked, doctor, clock.instant());
        trail.info(actor, "allergy.recorded", "Recorded an allergy", Reference.of(patient));
        return allergies.find(id).orElseThrow();
    }

    /**
     * Removes one. Who did it and when is kept.
     *
     * @throws Problem.NotFound when there is none, or the actor is no doctor who has the patient in care
     */
    @Transactional(noRollbackFor = Problem.NotFound.class)
    public void remove(Actor actor, PatientId patient, long id) {
        DoctorId doctor = doctor(actor, patient);
        if (!allergies.remove(id, patient, doctor, clock.instant())) {
            throw Problem.NotFound.of("allergy");
        }
        trail.info(actor, "allergy.removed", "Removed an allergy", Reference.of(patient));
    }

    /**
     * Adds what was recorded elsewhere.
     *
     * @return the ids in the order of what was brought
     */
    public List<Long> addAll(Actor actor, List<BroughtAllergy> brought, String source) {
        if (!actor.isAdmin()) {
            throw Problem.Forbidden.to("bring in allergies");
        }
        return brought.stream()
                .map(allergy -> allergies.insert(allergy, source))
                .toList();
    }

    /** Whether the actor may add and remove. */
    @Transactional(readOnly = true)
    public boolean mayChange(Actor actor, PatientId patient) {
        return access.mayTreat(actor, patient);
    }

    private DoctorId doctor(Actor actor, PatientId patient) {
        if (!access.mayTreat(actor, patient)) {
            throw access.refused(actor, "Refused: change of the allergies of a patient not in care", patient);
        }
        return new DoctorId(actor.id());
    }
}
