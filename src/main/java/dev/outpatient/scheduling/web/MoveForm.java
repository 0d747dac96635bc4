package dev.outpatient.scheduling.web;

import dev.outpatient.scheduling.Appointment;
import dev.outpatient.shared.Dates;
import dev.outpatient.shared.OfficeId;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/**
 * Where somebody moves an appointment to; a link names a part of it.
 *
 * @param officeId another office of the doctor, or null for the same
 * @param version the version the person saw, so that nobody moves what was changed meanwhile
 */
public record MoveForm(
        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
        OffsetDateTime startsAt,

        @Nullable Long officeId,
        @Nullable Integer version) {

    Optional<WantedTime.Whole> whole(Appointment appointment) {
        return Optional.ofNullable(startsAt)
                .filter(start -> Dates.isMeant(start.toLocalDate()))
                .map(start -> new WantedTime.Whole(
                        appointment.doctorId(),
                        officeId == null ? appointment.officeId() : new OfficeId(officeId),
                        start));
    }
}
