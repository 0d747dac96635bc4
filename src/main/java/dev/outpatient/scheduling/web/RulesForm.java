package dev.outpatient.scheduling.web;

import dev.outpatient.scheduling.BookingRules;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/** The booking rules of an office as an admin types them, each in the unit that people would say it in. */
public record RulesForm(
        @Nullable String notice,
        @Nullable String noticeUnit,
        @Nullable String horizon,
        @Nullable String cancelNotice,
        @Nullable String cancelNoticeUnit,
        @Nullable String buffer,
        @Nullable String maxUpcoming) {

    /** What stands behind a number. */
    public enum Unit {
        MINUTES(1),
        HOURS(60),
        DAYS(24 * 60);

        private final int minutes;

        Unit(int minutes) {
            this.minutes = minutes;
        }

        /** The largest in which the minutes are a whole number. */
        static Unit of(long minutes) {
            if (minutes % HOURS.minutes != 0) {
                return MINUTES;
            }
            // One day of notice is said in hours, as is none.
            return minutes % DAYS.minutes == 0 && minutes > DAYS.minutes ? DAYS : HOURS;
        }

        Duration times(int number) {
            return Duration.ofMinutes((long) number * minutes);
        }

        static Unit named(@Nullable String name) {
            for (Unit unit : values()) {
                if (unit.name().equals(name)) {
                    return unit;
                }
            }
            return MINUTES;
        }
    }

    /** The form's field for each name that the rules have in the API. */
    private static final Map<String, String> FIELDS = Map.of(
            "noticeMinutes", "notice",
            "horizonDays", "horizon",
            "cancelNoticeMinutes", "cancelNotice",
            "bufferMinutes", "buffer",
            "maxUpcoming", "maxUpcoming");

    static RulesForm of(BookingRules rules) {
        long notice = rules.notice().toMinutes();
        long cancel = rules.cancelNotice().toMinutes();
        Unit noticeUnit = Unit.of(notice);
        Unit cancelUnit = Unit.of(cancel);
        return new RulesForm(
                Long.toString(notice / noticeUnit.minutes),
                noticeUnit.name(),
                Long.toString(rules.horizon().toDays()),
                Long.toString(cancel / cancelUnit.minutes),
                cancelUnit.name(),
                Long.toString(rules.buffer().toMinutes()),
                Integer.toString(rules.maxUpcoming()));
    }

    /** Empty, with errors, where a number can't be understood. */
    Optional<BookingRules> read(Errors errors) {
        Optional<Integer> before = number("notice", notice, errors);
        Optional<Integer> ahead = number("horizon", horizon, errors);
        Optional<Integer> cancel = number("cancelNotice", cancelNotice, errors);
        Optional<Integer> between = number("buffer", buffer, errors);
        Optional<Integer> most = number("maxUpcoming", maxUpcoming, errors);
        if (before.isEmpty() || ahead.isEmpty() || cancel.isEmpty() || between.isEmpty() || most.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new BookingRules(
                Unit.named(noticeUnit).times(before.get()),
                Duration.ofDays(ahead.get()),
                Unit.named(cancelNoticeUnit).times(cancel.get()),
                Duration.ofMinutes(between.get()),
                most.get()));
    }

    private static Optional<Integer> number(String field, @Nullable String typed, Errors errors) {
        Optional<Integer> number = Typed.number(typed);
        if (number.isEmpty()) {
            errors.rejectValue(field, "rules.problem.number");
        }
        return number;
    }

    /** What the use case refused, by its own names. */
    static void refuse(String name, Errors errors) {
        String field = FIELDS.getOrDefault(name, "notice");
        if (!errors.hasFieldErrors(field)) {
            errors.rejectValue(field, "rules.problem." + field);
        }
    }
}
