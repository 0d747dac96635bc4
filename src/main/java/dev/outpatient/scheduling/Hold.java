package dev.outpatient.scheduling;

import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.TimeRange;
import java.time.Instant;

/**
 * A time that is kept for a patient for some minutes. Others are not offered it and can't book it; afterwards they can,
 * without anybody doing anything.
 */
public record Hold(
        long id, PatientId patientId, DoctorId doctorId, OfficeId officeId, TimeRange time, Instant expiresAt) {}
