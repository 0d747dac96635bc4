package dev.outpatient.scheduling.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/**
 * How often a visit comes again.
 *
 * @param unit days or weeks
 * @param startOn the date of the first, at the office
 * @param key tells a form that was sent twice from a second series
 */
public record RepeatForm(
        @NotNull(message = "{repeat.every.wrong}")
        @Min(value = 1, message = "{repeat.every.wrong}")
        @Max(value = 366, message = "{repeat.every.wrong}")
        @Nullable
        Integer every,

        @Nullable Unit unit,

        @NotNull(message = "{repeat.times.wrong}")
        @Min(value = 2, message = "{repeat.times.wrong}")
        @Max(value = 52, message = "{repeat.times.wrong}")
        @Nullable
        Integer times,

        @NotNull(message = "{repeat.start.wrong}") @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate startOn,

        @Size(max = 64) @Nullable String key) {

    /** What is counted. */
    public enum Unit {
        WEEKS(7),
        DAYS(1);

        private final int days;

        Unit(int days) {
            this.days = days;
        }
    }

    private static final int MOST_DAYS = 366;

    /** Six times, every week. */
    static RepeatForm from(LocalDate date) {
        return new RepeatForm(1, Unit.WEEKS, 6, date, UUID.randomUUID().toString());
    }

    /** More than a year from one to the next is for nobody. */
    boolean tooRare() {
        return every != null && everyDays() > MOST_DAYS;
    }

    int everyDays() {
        return (every == null ? 1 : every) * (unit == null ? Unit.WEEKS : unit).days;
    }
}
