package dev.outpatient.prescriptions.web;

import dev.outpatient.prescriptions.Medication;
import dev.outpatient.prescriptions.Prescription;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A prescription in a list.
 *
 * @param with whom it concerns besides the reader: the doctor for a patient, the patient for a doctor
 */
public record PrescriptionLine(
        Prescription prescription,
        LocalDate date,
        String status,
        @Nullable String with) {

    static PrescriptionLine of(Prescription prescription, ZoneId zone, Instant now, @Nullable String with) {
        return new PrescriptionLine(
                prescription,
                LocalDate.ofInstant(prescription.prescribedAt(), zone),
                prescription.status(now).word(),
                with);
    }

    /** The names in one line. */
    public String names() {
        return prescription.medication().stream().map(Medication::name).collect(Collectors.joining(", "));
    }
}
