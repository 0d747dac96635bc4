package dev.outpatient.scheduling.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/** A doctor is away, from and to by the clock of the first office. */
public record WeekTimeOffForm(
        @NotNull(message = "{week.away.start.missing}") @DateTimeFormat(pattern = PATTERN) @Nullable
        LocalDateTime startsAt,

        @NotNull(message = "{week.away.end.missing}") @DateTimeFormat(pattern = PATTERN) @Nullable
        LocalDateTime endsAt,

        @Size(max = 255, message = "{field.long}") @Nullable String reason) {

    /** As browsers write it; the seconds only where there are any. */
    private static final String PATTERN = "yyyy-MM-dd'T'HH:mm[:ss]";
}
