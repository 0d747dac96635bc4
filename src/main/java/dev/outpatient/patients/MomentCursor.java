package dev.outpatient.patients;

import dev.outpatient.shared.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Where a page of a list sorted by a moment and id ended. Opaque to callers. */
record MomentCursor(Instant at, long id) {

    /** @throws Problem.Invalid when it is none of ours */
    static @Nullable MomentCursor parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (!text.matches("[0-9]{1,16}-[0-9]{1,18}")) {
            throw Problem.Invalid.field("after", "Take it from the page before, as it stands there.");
        }
        int dash = text.indexOf('-');
        return new MomentCursor(
                Instant.EPOCH.plus(Long.parseLong(text.substring(0, dash)), ChronoUnit.MICROS),
                Long.parseLong(text.substring(dash + 1)));
    }

    /** As precise as the columns are. */
    @Override
    public String toString() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at) + "-" + id;
    }
}
