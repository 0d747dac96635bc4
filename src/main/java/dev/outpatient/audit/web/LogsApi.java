package dev.outpatient.audit.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.outpatient.audit.LogEntry;
import dev.outpatient.audit.LogFilter;
import dev.outpatient.audit.LogSearch;
import dev.outpatient.audit.LogSeverity;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Dates;
import dev.outpatient.shared.Page;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Reference;
import dev.outpatient.shared.Role;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The trail for admins, and for a patient what it says of the own record. */
@RestController
@RequestMapping("/api/v1")
class LogsApi {

    /**
     * A record of the trail.
     *
     * @param referenceKind appointment, or document for what MongoDB holds
     * @param referenceId the number of the appointment, or the id of the document
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LogAnswer(
            long id,
            Instant createdAt,
            @Nullable String userKind,
            @Nullable Long userId,
            @Nullable String action,
            String outcome,
            String severity,
            String message,
            @Nullable String subjectKind,
            @Nullable Long subjectId,
            @Nullable String referenceKind,
            @Nullable String referenceId,
            @Nullable String requestId,
            @Nullable String node,
            @Nullable String address) {

        static LogAnswer of(LogEntry entry) {
            Reference user = entry.user();
            Reference subject = entry.subject();
            ObjectId reference = entry.reference();
            return new LogAnswer(
                    entry.seq(),
                    entry.createdAt(),
                    user == null ? null : word(user),
                    user == null ? null : user.id(),
                    entry.action(),
                    entry.outcome(),
                    entry.severity(),
                    entry.message(),
                    subject == null ? null : word(subject),
                    subject == null ? null : subject.id(),
                    reference == null ? null : entry.appointment().isPresent() ? "appointment" : "document",
                    reference == null
                            ? null
                            : entry.appointment()
                                    .map(found -> Long.toString(found.id()))
                                    .orElseGet(reference::toHexString),
                    entry.requestId(),
                    entry.node(),
                    entry.address());
        }
    }

    /** What a patient learns of who used the record. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AccessAnswer(
            Instant createdAt,
            String userKind,
            long userId,
            @Nullable String action,
            String outcome,
            String message,
            @Nullable Long appointmentId) {

        static AccessAnswer of(LogEntry entry) {
            Reference user = entry.user();
            return new AccessAnswer(
                    entry.createdAt(),
                    user == null ? "" : word(user),
                    user == null ? 0 : user.id(),
                    entry.action(),
                    entry.outcome(),
                    entry.message(),
                    entry.appointment().map(Reference::id).orElse(null));
        }
    }

    private final LogSearch logs;

    LogsApi(LogSearch logs) {
        this.logs = logs;
    }

    @GetMapping("/logs")
    Page<LogAnswer> search(
            Actor actor,
            @RequestParam @Nullable Role userKind,
            @RequestParam @Nullable @Min(0) Long userId,
            @RequestParam @Nullable LogSeverity severity,
            @RequestParam @Nullable String referenceId,
            @RequestParam @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) OffsetDateTime from,
            @RequestParam @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) OffsetDateTime to,
            @RequestParam @Nullable @Size(max = 200) String q,
            @RequestParam @Nullable String after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        if (userId != null && userKind == null) {
            throw Problem.Invalid.field("userKind", "This is needed with userId.");
        }
        LogFilter filter = new LogFilter(
                userKind,
                userId == null || userKind == null ? null : new Actor(userKind, userId).reference(),
                null,
                reference(referenceId),
                severity,
                moment("from", from),
                moment("to", to),
                q == null || q.isBlank() ? null : q.strip());
        return logs.search(actor, filter, after, limit).map(LogAnswer::of);
    }

    @GetMapping("/me/access-log")
    Page<AccessAnswer> accessLog(
            Actor actor,
            @RequestParam @Nullable String after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        return logs.accessLog(actor, after, limit).map(AccessAnswer::of);
    }

    private static @Nullable Instant moment(String field, @Nullable OffsetDateTime given) {
        if (given == null) {
            return null;
        }
        Dates.check(field, given.toInstant());
        return given.toInstant();
    }

    /** The number of an appointment, or the 24 hexadecimal digits of a document. */
    private static @Nullable ObjectId reference(@Nullable String given) {
        if (given == null) {
            return null;
        }
        if (given.matches("[0-9]{1,18}")) {
            return new Reference(Reference.Kind.APPOINTMENT, Long.parseLong(given)).toObjectId();
        }
        if (ObjectId.isValid(given)) {
            return new ObjectId(given);
        }
        throw Problem.Invalid.field("referenceId", "The number of an appointment, or the id of a document.");
    }

    private static String word(Reference reference) {
        return reference.kind().name().toLowerCase(Locale.ROOT);
    }
}
