package dev.outpatient.patients;

import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.PatientId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A doctor opened the record of a patient not in care.
 *
 * @param reason in the doctor's own words, for the clinic
 * @param reviewedAt when an admin looked at it, or null while it waits for that
 */
public record EmergencyAccess(
        long id,
        DoctorId doctorId,
        String doctorName,
        PatientId patientId,
        String patientName,
        String reason,
        Instant openedAt,
        Instant expiresAt,
        @Nullable Instant reviewedAt,
        @Nullable String reviewedBy,
        @Nullable String reviewNote) {}
