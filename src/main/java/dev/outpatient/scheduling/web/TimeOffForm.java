package dev.outpatient.scheduling.web;

import dev.outpatient.shared.TimeRange;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * Somebody enters time off, as whole days or as hours of one day; as text, so that it is shown again as typed.
 *
 * @param lastOn belongs to it; when empty it is the first
 * @param key tells a form that was sent twice from a second time off
 */
public record TimeOffForm(
        @Nullable String kind,
        @Nullable String firstOn,
        @Nullable String lastOn,
        @Nullable String dayOn,
        @Nullable String startTime,
        @Nullable String endTime,
        @Nullable String reason,
        @Nullable String key) {

    private static final String HOURS = "hours";

    static TimeOffForm empty() {
        return new TimeOffForm(
                "days", null, null, null, null, null, null, UUID.randomUUID().toString());
    }

    public boolean isHours() {
        return HOURS.equals(kind);
    }

    /** The field that says when it ends. */
    String lastField() {
        return isHours() ? "endTime" : "lastOn";
    }

    /** By the clock in a zone; empty with errors where it can't be understood. */
    Optional<TimeRange> read(ZoneId zone, Errors errors) {
        return isHours() ? hours(zone, errors) : days(zone, errors);
    }

    private Optional<TimeRange> days(ZoneId zone, Errors errors) {
        Optional<LocalDate> first = Typed.date(firstOn);
        Optional<LocalDate> last = Typed.isBlank(lastOn) ? first : Typed.date(lastOn);
        if (first.isEmpty()) {
            errors.rejectValue("firstOn", "time-off.problem.first");
        }
        if (last.isEmpty() && !Typed.isBlank(lastOn)) {
            errors.rejectValue("lastOn", "time-off.problem.last");
        }
        if (first.isEmpty() || last.isEmpty()) {
            return Optional.empty();
        }
        return inOrder(AwayRange.days(first.get(), last.get(), zone), errors);
    }

    private Optional<TimeRange> hours(ZoneId zone, Errors errors) {
        Optional<LocalDate> day = Typed.date(dayOn);
        Optional<LocalTime> start = Typed.time(startTime);
        Optional<LocalTime> end = Typed.time(endTime);
        if (day.isEmpty()) {
            errors.rejectValue("dayOn", "time-off.problem.day");
        }
        if (start.isEmpty()) {
            errors.rejectValue("startTime", "hours.problem.start");
        }
        if (end.isEmpty()) {
            errors.rejectValue("endTime", "hours.problem.end");
        }
        if (day.isEmpty() || start.isEmpty() || end.isEmpty()) {
            return Optional.empty();
        }
        return inOrder(AwayRange.hours(day.get(), start.get(), end.get(), zone), errors);
    }

    private Optional<TimeRange> inOrder(Optional<TimeRange> range, Errors errors) {
        if (range.isEmpty()) {
            errors.rejectValue(lastField(), "time-off.problem.order");
        }
        return range;
    }
}
