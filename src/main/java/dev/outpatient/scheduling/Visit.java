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
 * @param length more than zero; of whole ticks in the calendar, at least one
 * @param timeZone that of the office
 * @param seriesId the series it is part of, or null
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
        @Nullable String cancelReason,
        @Nullable Long seriesId) {

    /** One that stands alone. */
    public Visit(
            PatientId patientId,
            DoctorId doctorId,
            OfficeId officeId,
            ZoneId timeZone,
            Instant startsAt,
            Duration length,
            AppointmentStatus status,
            @Nullable String reason,
            @Nullable String cancelReason) {
        this(patientId, doctorId, officeId, timeZone, startsAt, length, status, reason, cancelReason, null);
    }

    /** One that was just agreed here. */
    static Visit booked(Offer offer, @Nullable String reason, @Nullable SeriesId series) {
        Wish wish = offer.wish();
        return new Visit(
                wish.patient(),
                wish.doctor(),
                wish.office(),
                offer.zone(),
                offer.time().start(),
                offer.time().length(),
                AppointmentStatus.SCHEDULED,
                reason,
                null,
                series == null ? null : series.value());
    }
}
