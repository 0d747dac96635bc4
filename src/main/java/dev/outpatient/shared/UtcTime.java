package dev.outpatient.shared;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Instants as DATETIME columns keep them: the wall clock of UTC, whatever zone the driver or the server is in. */
public final class UtcTime {

    private UtcTime() {}

    public static LocalDateTime toColumn(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    public static Instant toInstant(LocalDateTime column) {
        return column.toInstant(ZoneOffset.UTC);
    }

    public static @Nullable Instant toInstantOrNull(@Nullable LocalDateTime column) {
        return column == null ? null : toInstant(column);
    }
}
