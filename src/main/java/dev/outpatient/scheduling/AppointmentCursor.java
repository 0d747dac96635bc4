package dev.outpatient.scheduling;

import dev.outpatient.shared.Dates;
import dev.outpatient.shared.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Where a page of appointments ended. Opaque to callers. */
record AppointmentCursor(Instant startsAt, long id) {

    static @Nullable AppointmentCursor parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            int split = text.indexOf('-', 1);
            Instant startsAt = Instant.ofEpochSecond(Long.parseLong(text.substring(0, Math.max(split, 0))));
            Dates.check("after", LocalDate.ofInstant(startsAt, ZoneOffset.UTC));
            return new AppointmentCursor(startsAt, Long.parseLong(text.substring(split + 1)));
        } catch (NumberFormatException | java.time.DateTimeException e) {
            throw Problem.Invalid.field("after", "Take it from the page before, as it stands there.");
        }
    }

    static AppointmentCursor of(AppointmentView last) {
        return new AppointmentCursor(
                last.appointment().time().start(), last.appointment().id().value());
    }

    @Override
    public String toString() {
        return startsAt.getEpochSecond() + "-" + id;
    }
}
