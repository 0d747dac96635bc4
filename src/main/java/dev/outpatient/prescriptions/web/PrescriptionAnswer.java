package dev.outpatient.prescriptions.web;

import dev.outpatient.prescriptions.Cancellation;
import dev.outpatient.prescriptions.Medication;
import dev.outpatient.prescriptions.Prescription;
import dev.outpatient.prescriptions.RefillRequest;
import dev.outpatient.prescriptions.Replacement;
import dev.outpatient.prescriptions.WarningOverride;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/** A prescription as the API shows it. */
record PrescriptionAnswer(
        String id,
        @Nullable String number,
        String status,
        long patientId,
        long doctorId,
        @Nullable Long appointmentId,
        List<Medication> medication,
        LocalDate datePrescribed,
        Instant createdAt,
        int refillsAllowed,
        int refillsUsed,
        List<Refill> refillRequests,
        @Nullable WarningOverride override,
        @Nullable Instant cancelledAt,
        @Nullable String cancelReason,
        @Nullable String replaces,
        @Nullable String replacedBy) {

    record Refill(
            int id,
            Instant requestedAt,
            String state,
            @Nullable Instant answeredAt,
            @Nullable String reason) {

        static Refill of(RefillRequest request) {
            return new Refill(
                    request.id(), request.askedAt(), request.state().word(), request.answeredAt(), request.reason());
        }
    }

    static PrescriptionAnswer of(Prescription prescription, ZoneId zone, Instant now) {
        Cancellation cancellation = prescription.cancellation();
        Replacement replaces = prescription.replaces();
        ObjectId replacedBy = prescription.replacedBy();
        return new PrescriptionAnswer(
                prescription.id().toHexString(),
                prescription.number(),
                prescription.status(now).word(),
                prescription.patientId().value(),
                prescription.doctorId().value(),
                prescription.appointmentId() == null
                        ? null
                        : prescription.appointmentId().value(),
                prescription.medication(),
                LocalDate.ofInstant(prescription.prescribedAt(), zone),
                prescription.createdAt(),
                prescription.refills().allowed(),
                prescription.refills().used(),
                prescription.refills().requests().stream().map(Refill::of).toList(),
                prescription.override(),
                cancellation == null ? null : cancellation.at(),
                cancellation == null ? null : cancellation.reason(),
                replaces == null ? null : replaces.of().toHexString(),
                replacedBy == null ? null : replacedBy.toHexString());
    }
}
