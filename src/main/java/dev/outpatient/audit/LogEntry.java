package dev.outpatient.audit;

import dev.outpatient.shared.Reference;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A record of the trail.
 *
 * @param user who did it, or null for nobody who was signed in
 * @param action what was done, for programs, or null where only the message says it
 * @param outcome ok, refused or failed
 * @param message what was done, in English
 * @param subject the person that it concerns
 * @param reference the appointment or document that it concerns
 */
public record LogEntry(
        long seq,
        Instant createdAt,
        @Nullable Reference user,
        @Nullable String action,
        String outcome,
        String severity,
        String message,
        @Nullable Reference subject,
        @Nullable ObjectId reference,
        @Nullable String requestId,
        @Nullable String node,
        @Nullable String address) {

    static LogEntry of(long seq, Document log) {
        return new LogEntry(
                seq,
                log.getDate("created_at").toInstant(),
                person(log.getObjectId("user_id")),
                log.getString("action"),
                log.get("outcome", "ok"),
                log.getString("severity"),
                log.getString("message"),
                person(log.getObjectId("subject_id")),
                log.getObjectId("reference_id"),
                log.getString("request_id"),
                log.getString("node"),
                log.getString("address"));
    }

    /** What was done, in a language; in English where that has no words for it. */
    public String message(Locale language) {
        return Sentences.say(message, language);
    }

    /** The appointment that it concerns, if that is what it concerns. */
    public Optional<Reference> appointment() {
        return Optional.ofNullable(reference).flatMap(Reference::from);
    }

    private static @Nullable Reference person(@Nullable ObjectId id) {
        return Optional.ofNullable(id).flatMap(Reference::from).orElse(null);
    }
}
