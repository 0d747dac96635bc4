package dev.outpatient.prescriptions;

import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.PatientId;
import java.time.Instant;
import java.util.List;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * What a doctor prescribed in a visit.
 *
 * @param appointmentId the visit, or null when it is not known
 * @param medication at least one
 * @param prescribedAt when it was prescribed
 */
public record Prescription(
        ObjectId id,
        PatientId patientId,
        DoctorId doctorId,
        @Nullable AppointmentId appointmentId,
        List<Medication> medication,
        Instant prescribedAt,
        Instant createdAt) {}
