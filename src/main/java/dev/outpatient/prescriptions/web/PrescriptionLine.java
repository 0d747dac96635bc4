package dev.outpatient.prescriptions.web;

import dev.outpatient.prescriptions.Medication;
import dev.outpatient.prescriptions.Prescription;
import dev.outpatient.shared.PatientId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.Collectors;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A prescription in a list or among its versions: what is shown of it there and no more, since lists are kept by what they
 * are made of.
 *
 * @param number null as in {@link Prescription}
 * @param names of its medicines
 * @param date when it was written, by the clinic's clock
 * @param status a word, such as {@code active}
 * @param cancelledBecause the reason, or null when it was not cancelled
 * @param with whom it concerns besides the reader: the doctor for a patient, the patient for a doctor; null when not known
 */
public record PrescriptionLine(
        ObjectId id,
        @Nullable String number,
        PatientId patientId,
        String names,
        LocalDate date,
        String status,
        @Nullable String cancelledBecause,
        @Nullable String with) {

    static PrescriptionLine of(Prescription prescription, ZoneId zone, Instant now, @Nullable String with) {
        return new PrescriptionLine(
                prescription.id(),
                prescription.number(),
                prescription.patientId(),
                prescription.medication().stream().map(Medication::name).collect(Collectors.joining(", ")),
                LocalDate.ofInstant(prescription.prescribedAt(), zone),
                prescription.status(now).word(),
                prescription.cancellation() == null
                        ? null
                        : prescription.cancellation().reason(),
                with);
    }
}
