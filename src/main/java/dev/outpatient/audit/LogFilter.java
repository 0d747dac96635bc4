package dev.outpatient.audit;

import dev.outpatient.shared.Like;
import dev.outpatient.shared.Reference;
import dev.outpatient.shared.Role;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Which records of the trail are meant; what is null does not narrow.
 *
 * @param userRole of whoever did it
 * @param user whoever did it
 * @param subject the person that it concerns
 * @param reference the appointment or document that it concerns
 * @param from the earliest moment
 * @param to the first moment that is too late
 * @param text a part of the message, in any case, with accents or without
 * @param language of the text
 */
public record LogFilter(
        @Nullable Role userRole,
        @Nullable Reference user,
        @Nullable Reference subject,
        @Nullable ObjectId reference,
        @Nullable LogSeverity severity,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String text,
        Locale language) {

    public static final LogFilter ALL = new LogFilter(null, null, null, null, null, null, null, null);

    public LogFilter {
        language = text == null ? Locale.ENGLISH : language;
    }

    /** With an English text, as the trail keeps it. */
    public LogFilter(
            @Nullable Role userRole,
            @Nullable Reference user,
            @Nullable Reference subject,
            @Nullable ObjectId reference,
            @Nullable LogSeverity severity,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String text) {
        this(userRole, user, subject, reference, severity, from, to, text, Locale.ENGLISH);
    }

    static LogFilter about(Reference subject) {
        return new LogFilter(null, null, subject, null, null, null, null, null);
    }

    boolean fits(LogEntry entry) {
        return (userRole == null
                        || entry.user() != null && entry.user().kind().name().equals(userRole.name()))
                && (user == null || user.equals(entry.user()))
                && (subject == null || subject.equals(entry.subject()))
                && (reference == null || reference.equals(entry.reference()))
                && (severity == null || severity.word().equals(entry.severity()))
                && (from == null || !entry.createdAt().isBefore(from))
                && (to == null || entry.createdAt().isBefore(to))
                && (text == null || plain(entry.message(language)).contains(plain(text)));
    }

    private static String plain(String text) {
        return Objects.requireNonNull(Like.plain(text));
    }
}
