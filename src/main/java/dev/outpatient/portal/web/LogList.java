package dev.outpatient.portal.web;

import dev.outpatient.audit.LogFilter;
import dev.outpatient.audit.LogOrder;
import dev.outpatient.audit.LogSeverity;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.Dates;
import dev.outpatient.shared.Reference;
import dev.outpatient.shared.Role;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.format.annotation.DateTimeFormat;

/**
 * The filter row over the trail; what can't be understood does not narrow.
 *
 * @param person number of the person that was chosen
 * @param name of the person as it was typed, or null where nobody typed
 * @param as whether the person did it, which is so unless said otherwise, or was concerned
 * @param record number of an appointment or id of a prescription
 * @param order null for the usual one, the newest first
 */
public record LogList(
        @Nullable Role role,
        @Nullable Long person,
        @Nullable String name,
        @Nullable As as,
        @Nullable String record,
        @Nullable LogSeverity severity,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate from,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate to,

        @Nullable String q,
        @Nullable LogOrder order,
        @Nullable String after) {

    private static final Pattern NUMBER = Pattern.compile("(?:\\p{L}+\\s+)?([0-9]{1,18})");
    /** The id of no record, as none is made at the end of all time. */
    private static final ObjectId NOTHING = new ObjectId("ffffffffffffffffffffffff");

    /** What the person has to do with it. */
    public enum As {
        DID,
        CONCERNED
    }

    public LogList {
        from = from == null || !Dates.isMeant(from) ? null : from;
        to = to == null || !Dates.isMeant(to) ? null : to;
        person = person == null || person < 0 ? null : person;
        q = q == null || q.isBlank() ? null : q.strip();
        after = after == null || !after.matches("[0-9]{1,18}") ? null : after;
    }

    /** The person that was chosen, if there is one. */
    public @Nullable Actor chosen() {
        return role == null || person == null ? null : new Actor(role, person);
    }

    /** The same with another person, or with nobody. */
    LogList with(@Nullable Actor other) {
        return new LogList(
                other == null ? null : other.role(),
                other == null ? null : other.id(),
                name,
                as,
                record,
                severity,
                from,
                to,
                q,
                order,
                after);
    }

    /** The order that was asked for, or the newest first. */
    public LogOrder inOrder() {
        return order == null ? LogOrder.NEWEST : order;
    }

    /** The order that a press on the head of the column asks for. */
    LogOrder otherOrder() {
        return inOrder() == LogOrder.NEWEST ? LogOrder.OLDEST : LogOrder.NEWEST;
    }

    /** The text in the language of who asks. */
    LogFilter toFilter(ZoneId zone) {
        Actor chosen = chosen();
        Reference who = chosen == null ? null : chosen.reference();
        boolean concerned = as == As.CONCERNED;
        return new LogFilter(
                null,
                concerned ? null : who,
                concerned ? who : null,
                reference(),
                severity,
                from == null ? null : startOf(from, zone),
                to == null ? null : startOf(to.plusDays(1), zone),
                q,
                LocaleContextHolder.getLocale());
    }

    private static Instant startOf(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** A number may stand behind a word, as the log itself writes "appointment 2636". What is neither has no lines. */
    private @Nullable ObjectId reference() {
        String given = record == null ? "" : record.strip();
        if (given.isEmpty()) {
            return null;
        }
        Matcher number = NUMBER.matcher(given);
        if (number.matches()) {
            return Reference.of(new AppointmentId(Long.parseLong(number.group(1))))
                    .toObjectId();
        }
        return ObjectId.isValid(given) ? new ObjectId(given) : NOTHING;
    }
}
