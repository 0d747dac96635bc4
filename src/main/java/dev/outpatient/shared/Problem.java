package dev.outpatient.shared;

import java.util.List;
import java.util.Map;

/**
 * A refusal that the caller can act on. The message is safe for people to read; the type is the stable last part of
 * the problem's URI. Anything that is not a Problem is a defect and never shows its message.
 */
public abstract class Problem extends RuntimeException {

    /** What sort of refusal it is; the web edge turns it into a status. */
    public enum Kind {
        INVALID,
        UNAUTHENTICATED,
        FORBIDDEN,
        NOT_FOUND,
        CONFLICT,
        STALE,
        UNPROCESSABLE,
        TOO_MANY,
        UNAVAILABLE,
        /** What is asked for is there and can't be read: no fault of the caller's, and somebody has to look at it. */
        DAMAGED
    }

    private final transient Kind kind;
    private final String type;

    protected Problem(Kind kind, String type, String message) {
        super(message);
        this.kind = kind;
        this.type = type;
    }

    public Kind kind() {
        return kind;
    }

    /** The stable name, such as {@code slot-taken}. */
    public String type() {
        return type;
    }

    /** More members of the problem document, by name. */
    public Map<String, Object> details() {
        return Map.of();
    }

    /** Something that does not exist, or that the caller may not know exists: the two answer alike. */
    public static final class NotFound extends Problem {
        private NotFound(String message) {
            super(Kind.NOT_FOUND, "not-found", message);
        }

        public static NotFound of(String what) {
            return new NotFound("There is no such " + what + ".");
        }
    }

    /** Existence is public, but the caller's role may not do this. */
    public static final class Forbidden extends Problem {
        private Forbidden(String message) {
            super(Kind.FORBIDDEN, "forbidden", message);
        }

        public static Forbidden to(String action) {
            return new Forbidden("You may not " + action + ".");
        }
    }

    /** The caller changes something on the strength of an older version of it. */
    public static final class Stale extends Problem {
        private Stale(String message) {
            super(Kind.STALE, "stale", message);
        }

        public static Stale version() {
            return new Stale("It changed since you read it. Read it again, then decide.");
        }
    }

    /** The same Idempotency-Key came with another request. */
    public static final class IdempotencyMismatch extends Problem {
        private IdempotencyMismatch(String message) {
            super(Kind.UNPROCESSABLE, "idempotency-mismatch", message);
        }

        public static IdempotencyMismatch of(String key) {
            return new IdempotencyMismatch("The key " + key + " was used for another request.");
        }
    }

    /** A store is away for the moment, so nothing was read or kept. */
    public static final class Unavailable extends Problem {

        /** When to try again. */
        public static final int RETRY_SECONDS = 10;

        private Unavailable(String message, Throwable cause) {
            super(Kind.UNAVAILABLE, "unavailable", message);
            initCause(cause);
        }

        public static Unavailable because(String message, Throwable cause) {
            return new Unavailable(message, cause);
        }
    }

    /** Input that breaks a rule, field by field. */
    public static final class Invalid extends Problem {

        /** One field and what to do about it. */
        public record FieldError(String field, String message) {}

        private final transient List<FieldError> errors;

        private Invalid(List<FieldError> errors) {
            super(Kind.INVALID, "validation", "Some fields need another look.");
            this.errors = errors;
        }

        public static Invalid field(String field, String message) {
            return new Invalid(List.of(new FieldError(field, message)));
        }

        public static Invalid fields(List<FieldError> errors) {
            return new Invalid(List.copyOf(errors));
        }

        public List<FieldError> errors() {
            return errors;
        }

        @Override
        public Map<String, Object> details() {
            return Map.of("errors", errors);
        }
    }
}
