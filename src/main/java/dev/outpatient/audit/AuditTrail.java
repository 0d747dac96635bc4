package dev.outpatient.audit;

import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Reference;
import java.time.Clock;
import java.util.Date;
import java.util.Locale;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where every read, change and refusal is told. A record is committed in MySQL together with the change it tells of,
 * gets its id there, and is delivered to the {@code logs} collection afterwards, at once or when MongoDB is back.
 *
 * <p>A message says what was done in the program's own words; it never holds a password, a token or clinical content.
 */
@Component
public class AuditTrail {

    /** The name under which the id of the current web request stands in the logging context. */
    public static final String REQUEST_ID = "requestId";

    /** The name under which the service token that asks, if it is one, stands in the logging context. */
    public static final String SERVICE_TOKEN = "serviceToken";

    private enum Severity {
        INFO,
        WARNING,
        ERROR
    }

    private final OutboxRepository outbox;
    private final Clock clock;

    AuditTrail(OutboxRepository outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Something was done as it should be.
     *
     * @param actor who did it, or null for a visitor
     * @param about whom or what it concerns: a person, an appointment, or both
     */
    @Transactional
    public void info(@Nullable Actor actor, String message, Reference... about) {
        append(actor, Severity.INFO, message, about);
    }

    /** Something was refused that a person might be asked about. */
    @Transactional
    public void warning(@Nullable Actor actor, String message, Reference... about) {
        append(actor, Severity.WARNING, message, about);
    }

    private void append(@Nullable Actor actor, Severity severity, String message, Reference... about) {
        Document log = new Document("_id", new ObjectId());
        if (actor != null) {
            log.append("user_id", actor.reference().toObjectId());
        }
        String serviceToken = MDC.get(SERVICE_TOKEN);
        log.append("severity", severity.name().toLowerCase(Locale.ROOT))
                .append("message", serviceToken == null ? message : message + ", by service token " + serviceToken);
        for (Reference reference : about) {
            boolean person = reference.kind() != Reference.Kind.APPOINTMENT;
            log.append(person ? "subject_id" : "reference_id", reference.toObjectId());
        }
        String requestId = MDC.get(REQUEST_ID);
        if (requestId != null) {
            log.append("request_id", requestId);
        }
        log.append("created_at", Date.from(clock.instant()));
        outbox.append(log.toJson());
    }
}
