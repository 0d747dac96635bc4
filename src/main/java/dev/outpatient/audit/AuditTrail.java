package dev.outpatient.audit;

import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Pointer;
import dev.outpatient.shared.Reference;
import java.time.Clock;
import java.util.Collection;
import java.util.Date;
import java.util.Locale;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Where every sign-in, read, change and refusal is told. A record is committed in MySQL together with the change it
 * tells of, gets its number there, and is delivered to the {@code logs} collection afterwards, at once or when MongoDB
 * is back.
 *
 * <p>A message says what was done in the program's own words; it never holds a password, a token or clinical content.
 * An action such as {@code record.read} says the same for programs, and for pages that word it in another language. Each
 * message is one of {@code audit/sentences.properties}, as pages say it in the reader's language.
 */
@Component
public class AuditTrail {

    /** The name under which the id of the current web request stands in the logging context. */
    public static final String REQUEST_ID = "requestId";

    /** The name under which the service token that asks, if it is one, stands in the logging context. */
    public static final String SERVICE_TOKEN = "serviceToken";

    /** Marks a request whose refusal is told already. */
    private static final String TOLD = AuditTrail.class.getName() + ".told";

    private static final int LONGEST_MESSAGE = 1000;
    private static final int LONGEST_ADDRESS = 64;

    private enum Severity {
        INFO,
        WARNING
    }

    /** What came of it. */
    private enum Outcome {
        OK,
        REFUSED,
        FAILED
    }

    private final OutboxRepository outbox;
    private final NodeName node;
    private final Clock clock;

    AuditTrail(OutboxRepository outbox, NodeName node, Clock clock) {
        this.outbox = outbox;
        this.node = node;
        this.clock = clock;
    }

    /**
     * Something was done as it should be.
     *
     * @param actor who did it, or null for a visitor
     * @param about whom or what it concerns: a person, an appointment or a document, or a person and one of these
     */
    @Transactional
    public void info(@Nullable Actor actor, String message, Pointer... about) {
        append(actor, null, Severity.INFO, Outcome.OK, message, about);
    }

    /** Something was done as it should be that pages name by its action. */
    @Transactional
    public void info(@Nullable Actor actor, String action, String message, Pointer... about) {
        append(actor, action, Severity.INFO, Outcome.OK, message, about);
    }

    /** The same was done as it should be with several: one record of each, all in one statement. */
    @Transactional
    public void infoOfEach(@Nullable Actor actor, String action, String message, Collection<Reference> each) {
        outbox.appendAll(each.stream()
                .map(about -> body(actor, action, Severity.INFO, Outcome.OK, message, about))
                .toList());
    }

    /** Something was done that a person might be asked about. */
    @Transactional
    public void warning(@Nullable Actor actor, String message, Pointer... about) {
        append(actor, null, Severity.WARNING, Outcome.OK, message, about);
    }

    /** Something was done that a person might be asked about, and that pages name by its action. */
    @Transactional
    public void warning(@Nullable Actor actor, String action, String message, Pointer... about) {
        append(actor, action, Severity.WARNING, Outcome.OK, message, about);
    }

    /** Somebody was not let do something. */
    @Transactional
    public void refused(@Nullable Actor actor, String action, String message, Pointer... about) {
        append(actor, action, Severity.WARNING, Outcome.REFUSED, message, about);
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.setAttribute(TOLD, true, RequestAttributes.SCOPE_REQUEST);
        }
    }

    /** A request was refused by a rule that knows no more of it; nothing where the trail was told more exactly. */
    @Transactional
    public void refusedRequest(Actor actor, String message) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request == null || request.getAttribute(TOLD, RequestAttributes.SCOPE_REQUEST) == null) {
            refused(actor, "request.refused", message);
        }
    }

    /** Something was tried and did not work, such as a sign-in: whoever tried is not known by it. */
    @Transactional
    public void failed(String action, String message, Pointer... about) {
        append(null, action, Severity.WARNING, Outcome.FAILED, message, about);
    }

    /** The record of a change that may be told later. */
    String bodyOf(DocumentChange change) {
        return body(
                change.actor(),
                change.action(),
                change.warning() ? Severity.WARNING : Severity.INFO,
                Outcome.OK,
                change.message(),
                change.about().toArray(Pointer[]::new));
    }

    private void append(
            @Nullable Actor actor,
            @Nullable String action,
            Severity severity,
            Outcome outcome,
            String message,
            Pointer... about) {
        outbox.append(body(actor, action, severity, outcome, message, about));
    }

    private String body(
            @Nullable Actor actor,
            @Nullable String action,
            Severity severity,
            Outcome outcome,
            String message,
            Pointer... about) {
        assert Sentences.know(message) : "audit/sentences.properties has no sentence for: " + message;
        Document log = new Document();
        if (actor != null) {
            log.append("user_id", actor.reference().toObjectId());
        }
        append(log, "action", action);
        String serviceToken = MDC.get(SERVICE_TOKEN);
        String whole = serviceToken == null ? message : message + ", by service token " + serviceToken;
        log.append("outcome", word(outcome))
                .append("severity", word(severity))
                .append("message", cut(whole, LONGEST_MESSAGE));
        for (Pointer pointer : about) {
            boolean person = pointer instanceof Reference row && row.kind() != Reference.Kind.APPOINTMENT;
            log.append(person ? "subject_id" : "reference_id", pointer.toObjectId());
        }
        append(log, "request_id", MDC.get(REQUEST_ID));
        append(log, "address", address());
        log.append("node", node.toString()).append("created_at", Date.from(clock.instant()));
        return log.toJson();
    }

    private static void append(Document log, String field, @Nullable String value) {
        if (value != null) {
            log.append(field, value);
        }
    }

    /** Of the caller: that of the last proxy, unless the settings trust what proxies say. None for work of the program's own. */
    private static @Nullable String address() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? cut(attributes.getRequest().getRemoteAddr(), LONGEST_ADDRESS)
                : null;
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
