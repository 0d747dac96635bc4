package dev.outpatient.scheduling.web;

import dev.outpatient.shared.Dates;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.util.UriComponentsBuilder;

/** The time that a link to the booking page names; a link that somebody cut names less. */
public record WantedTime(
        @Nullable Long doctorId,
        @Nullable Long officeId,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
        OffsetDateTime startsAt) {

    /** The same, known to be whole. */
    public record Whole(DoctorId doctorId, OfficeId officeId, OffsetDateTime startsAt) {

        /** The address of the booking page for this time. */
        String path() {
            return UriComponentsBuilder.fromPath("/book")
                    .queryParam("doctorId", doctorId.value())
                    .queryParam("officeId", officeId.value())
                    .queryParam("startsAt", "{startsAt}")
                    .encode()
                    .buildAndExpand(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(startsAt))
                    .toUriString();
        }
    }

    Optional<Whole> whole() {
        return doctorId == null || officeId == null || startsAt == null || !Dates.isMeant(startsAt.toLocalDate())
                ? Optional.empty()
                : Optional.of(new Whole(new DoctorId(doctorId), new OfficeId(officeId), startsAt));
    }
}
