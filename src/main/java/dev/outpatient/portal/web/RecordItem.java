package dev.outpatient.portal.web;

import dev.outpatient.prescriptions.Medication;
import dev.outpatient.prescriptions.Prescription;
import dev.outpatient.scheduling.AppointmentView;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One thing in the timeline of a patient's record: a visit or a prescription.
 *
 * @param at when it was or will be, by the clock of the place
 * @param status of the prescription
 * @param doctor who prescribed
 */
public record RecordItem(
        OffsetDateTime at,
        @Nullable AppointmentView visit,
        @Nullable Prescription prescription,
        @Nullable String status,
        @Nullable String doctor) {

    static RecordItem of(AppointmentView visit) {
        return new RecordItem(visit.startsAt(), visit, null, null, null);
    }

    static RecordItem of(Prescription prescription, ZoneId zone, Instant now, @Nullable String doctor) {
        return new RecordItem(
                prescription.prescribedAt().atZone(zone).toOffsetDateTime(),
                null,
                prescription,
                prescription.status(now).word(),
                doctor);
    }

    /** Whether it is a visit that is agreed and has not begun. */
    boolean isAhead(Instant now) {
        return visit != null && visit.appointment().isAhead(now);
    }

    /** What was prescribed, in one line. */
    public String medication() {
        return prescription == null
                ? ""
                : prescription.medication().stream().map(Medication::name).collect(Collectors.joining(", "));
    }
}
