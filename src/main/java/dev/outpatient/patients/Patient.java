package dev.outpatient.patients;

import dev.outpatient.shared.PatientId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A patient of the clinic. */
public record Patient(
        PatientId id, PatientDetails details, @Nullable String avatarUrl, int version) {

    public String name() {
        return details.name();
    }

    public @Nullable LocalDate dateOfBirth() {
        return details.dateOfBirth();
    }
}
