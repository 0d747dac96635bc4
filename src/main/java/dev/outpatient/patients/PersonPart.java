package dev.outpatient.patients;

import dev.outpatient.shared.PatientId;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Who the patient is, and where to be reached. */
@Component
@Order(10)
class PersonPart implements PersonalData {

    private final PatientRepository patients;

    PersonPart(PatientRepository patients) {
        this.patients = patients;
    }

    @Override
    public String section() {
        return "person";
    }

    @Override
    public List<?> export(PatientId patient) {
        return patients.find(patient).map(Patient::details).stream().toList();
    }

    /** Name and birthday say whose the clinical record is, and stay with it. */
    @Override
    public void close(PatientId patient) {
        patients.forgetContact(patient);
    }

    @Override
    public void erase(PatientId patient) {
        patients.forgetPerson(patient);
    }
}
