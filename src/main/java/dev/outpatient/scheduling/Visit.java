package dev.outpatient.scheduling;

import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A visit that was agreed elsewhere, as an import or the demo data brings it.
 *
 * @param startsAt any instant; the calendar takes the tick it falls in
 * @param length more than zero; rounded to whole ticks, at least one
 * @param timeZone that of the office
 * @param cancelReason why, for one that is cancelled, else null
 */
public record Visit(
        PatientId patientId,
        DoctorId doctorId,
        OfficeId officeId,
        ZoneId timeZone,
        Instant startsAt,
        Duration length,
        AppointmentStatus status,
        @Nullable String reason,
        @Nullable String cancelReason) {}
