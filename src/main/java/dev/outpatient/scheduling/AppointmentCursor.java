package dev.outpatient.scheduling;

import dev.outpatient.scheduling.AppointmentFilter.Column;
import dev.outpatient.scheduling.AppointmentFilter.Order;
import dev.outpatient.shared.Dates;
import dev.outpatient.shared.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of appointments ended. Opaque to callers.
 *
 * @param key in an order that is not by time, what the list was sorted by there: the word of the status, or the id of
 *     whoever has the name, as a name would be kept in logs and histories; else null. It is as it was when the page was
 *     made, so that the next one goes on there whatever became of the appointment
 */
record AppointmentCursor(
        Instant startsAt, long id, @Nullable String key) {

    private static final Pattern FORM =
            Pattern.compile("(-?[0-9]{1,18})-([0-9]{1,18})(?:-([a-z_]{1,20}|[0-9]{1,18}))?");

    private static final Pattern ID = Pattern.compile("[0-9]+");

    static @Nullable AppointmentCursor parse(@Nullable String text, Order order) {
        if (text == null || text.isBlank()) {
            return null;
        }
        Matcher form = FORM.matcher(text);
        try {
            if (form.matches() && isKeyOf(order, form.group(3))) {
                Instant startsAt = Instant.ofEpochSecond(Long.parseLong(form.group(1)));
                Dates.check("after", LocalDate.ofInstant(startsAt, ZoneOffset.UTC));
                return new AppointmentCursor(startsAt, Long.parseLong(form.group(2)), form.group(3));
            }
        } catch (java.time.DateTimeException e) {
            throw notOurs();
        }
        throw notOurs();
    }

    /** An order by time needs none; a word where an id is looked for, a database can't compare. */
    private static boolean isKeyOf(Order order, @Nullable String key) {
        return order.isByTime() || key != null && ID.matcher(key).matches() == (order.column() != Column.STATUS);
    }

    private static Problem.Invalid notOurs() {
        return Problem.Invalid.field("after", "Take it from the page before, as it stands there.");
    }

    static AppointmentCursor of(AppointmentView last, Order order) {
        Appointment appointment = last.appointment();
        Object key = switch (order.column()) {
            case WHEN -> null;
            case PATIENT -> appointment.patientId();
            case DOCTOR -> appointment.doctorId();
            case OFFICE -> appointment.officeId();
            case STATUS -> appointment.status().word();
        };
        return new AppointmentCursor(
                appointment.time().start(), appointment.id().value(), key == null ? null : key.toString());
    }

    @Override
    public String toString() {
        return startsAt.getEpochSecond() + "-" + id
                + Optional.ofNullable(key).map(word -> "-" + word).orElse("");
    }
}
