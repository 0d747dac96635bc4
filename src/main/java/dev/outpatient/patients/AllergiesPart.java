package dev.outpatient.patients;

import dev.outpatient.shared.PatientId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The patient's allergies. */
@Component
@Order(40)
class AllergiesPart implements PersonalData {

    /** As it is exported. */
    record Item(
            String substance,
            @Nullable String reaction,
            @Nullable String severity,
            String source,
            Instant recordedAt,
            @Nullable String recordedBy) {}

    private final AllergyRepository allergies;

    AllergiesPart(AllergyRepository allergies) {
        this.allergies = allergies;
    }

    @Override
    public String section() {
        return "allergies";
    }

    @Override
    public List<?> export(PatientId patient) {
        return allergies.ofPatient(patient).stream()
                .map(one -> new Item(
                        one.substance(),
                        one.reaction(),
                        one.severity() == null ? null : one.severity().word(),
                        one.source(),
                        one.recordedAt(),
                        one.recordedBy()))
                .toList();
    }

    @Override
    public void erase(PatientId patient) {
        allergies.deleteAll(patient);
    }
}
