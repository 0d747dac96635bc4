package dev.outpatient.scheduling;

import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to book.
 *
 * @param reason in the patient's own words, at most 500 characters
 * @param patientId for whom a doctor or an admin books; patients leave it out
 */
public record BookingRequest(
        DoctorId doctorId,
        OfficeId officeId,
        Instant startsAt,
        @Nullable String reason,
        @Nullable PatientId patientId) {}
