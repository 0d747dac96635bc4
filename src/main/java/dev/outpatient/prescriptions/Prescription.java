package dev.outpatient.prescriptions;

import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.PatientId;
import java.time.Instant;
import java.util.List;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * What a doctor prescribed in a visit. It is never edited: it can be cancelled, replaced by another one, and have its
 * refills used; nothing else about it changes.
 *
 * @param number what people call it by, such as 2026-000123; null for one that was stored before there were numbers
 * @param appointmentId the visit, or null when it is not known
 * @param medication at least one
 * @param prescribedAt when it was prescribed
 * @param override why it was written although there were warnings, or null when there were none
 * @param cancellation null as long as it stands
 * @param replaces the one that was written anew, or null
 * @param replacedBy the one that was written in its place, or null
 * @param code what opens the public page of its papers; null for one from before each had one, until it gets one
 * @param signature of the paper, or null
 */
public record Prescription(
        ObjectId id,
        @Nullable String number,
        PatientId patientId,
        DoctorId doctorId,
        @Nullable AppointmentId appointmentId,
        List<Medication> medication,
        Instant prescribedAt,
        Instant createdAt,
        Refills refills,
        @Nullable WarningOverride override,
        @Nullable Cancellation cancellation,
        @Nullable Replacement replaces,
        @Nullable ObjectId replacedBy,
        @Nullable String code,
        @Nullable String signature) {

    /** One that was written elsewhere, as it is brought in. */
    public static Prescription brought(
            ObjectId id,
            PatientId patientId,
            DoctorId doctorId,
            AppointmentId appointmentId,
            List<Medication> medication,
            Instant prescribedAt,
            Instant createdAt,
            Refills refills) {
        return new Prescription(
                id,
                null,
                patientId,
                doctorId,
                appointmentId,
                medication,
                prescribedAt,
                createdAt,
                refills,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** What is to be thought of it at a moment. */
    public PrescriptionStatus status(Instant now) {
        return PrescriptionStatus.of(this, now);
    }

    /** Whether the patient asked for a refill that is not answered, and it stands. */
    public boolean isRefillWaiting() {
        return cancellation == null && refills.waiting().isPresent();
    }

    /** The same under the id and number that it was given, and with a code for its papers. */
    Prescription under(ObjectId id, String number) {
        return new Prescription(
                id,
                number,
                patientId,
                doctorId,
                appointmentId,
                medication,
                prescribedAt,
                createdAt,
                refills,
                override,
                cancellation,
                replaces,
                replacedBy,
                code == null ? PaperCode.next() : code,
                signature);
    }
}
