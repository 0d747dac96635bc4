package dev.outpatient.scheduling.web;

import dev.outpatient.scheduling.WorkingHours;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A range of the week as it stands in the form: text, so that what can't be understood is shown again. */
public record HoursRow(
        @Nullable String dayOfWeek,
        @Nullable String officeId,
        @Nullable String startTime,
        @Nullable String endTime,
        @Nullable String visitMinutes,
        @Nullable String validFrom,
        @Nullable String validTo) {

    static HoursRow of(WorkingHours hours) {
        return new HoursRow(
                hours.dayOfWeek().name(),
                hours.officeId().toString(),
                hours.startTime().toString(),
                hours.endTime().toString(),
                Integer.toString(hours.visitMinutes()),
                hours.validFrom() == null ? null : hours.validFrom().toString(),
                hours.validTo() == null ? null : hours.validTo().toString());
    }

    Optional<DayOfWeek> day() {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> day.name().equals(dayOfWeek))
                .findFirst();
    }

    HoursRow on(DayOfWeek day) {
        return new HoursRow(day.name(), officeId, startTime, endTime, visitMinutes, validFrom, validTo);
    }

    /** Whether somebody added it and wrote nothing into it. */
    boolean isEmpty() {
        return Typed.isBlank(startTime) && Typed.isBlank(endTime);
    }

    /** Whether it holds for some time only. */
    public boolean isLimited() {
        return !Typed.isBlank(validFrom) || !Typed.isBlank(validTo);
    }
}
