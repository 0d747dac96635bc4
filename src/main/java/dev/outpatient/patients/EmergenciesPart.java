package dev.outpatient.patients;

import dev.outpatient.shared.PatientId;
import java.time.Instant;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** When doctors opened the record in an emergency. Why they did is between them and the clinic. */
@Component
@Order(70)
class EmergenciesPart implements PersonalData {

    /** As it is exported. */
    record Item(String doctor, Instant openedAt, Instant expiresAt) {}

    private final EmergencyAccessRepository emergencies;

    EmergenciesPart(EmergencyAccessRepository emergencies) {
        this.emergencies = emergencies;
    }

    @Override
    public String section() {
        return "emergencyAccesses";
    }

    @Override
    public List<?> export(PatientId patient) {
        return emergencies.ofPatient(patient, Instant.EPOCH).stream()
                .map(access -> new Item(access.doctorName(), access.openedAt(), access.expiresAt()))
                .toList();
    }

    @Override
    public void erase(PatientId patient) {
        emergencies.forgetReasons(patient);
    }
}
