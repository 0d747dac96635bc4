package dev.outpatient.patients;

import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.PatientId;

/**
 * Says whether a patient is in a doctor's care. Asked here, where records are guarded; answered by scheduling, which
 * knows the appointments and which this module must not depend on.
 */
public interface CareRelation {

    boolean inCare(DoctorId doctor, PatientId patient);
}
