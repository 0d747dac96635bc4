package dev.outpatient.portal.web;

import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Problem.Invalid.FieldError;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.InvalidPropertyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.BindException;
import org.springframework.validation.ObjectError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Makes problem documents (RFC 9457) of what went wrong. Their types are stable names under {@code /problems/}. */
final class Problems {

    private static final String TYPES = "/problems/";

    private Problems() {}

    static ProblemDetail document(HttpStatusCode status, String type, @Nullable String detail) {
        ProblemDetail problem = ProblemDetail.forStatus(status);
        problem.setType(URI.create(TYPES + type));
        problem.setDetail(detail);
        return problem;
    }

    /** What the caller can act on, or null for an error of our own. */
    static @Nullable ProblemDetail of(Exception failure) {
        if (failure instanceof Problem problem) {
            ProblemDetail document = document(status(problem.kind()), problem.type(), problem.getMessage());
            problem.details().forEach(document::setProperty);
            return document;
        }
        if (BodyLimit.isExceeded(failure)) {
            return tooLarge();
        }
        List<FieldError> errors = fieldErrors(failure);
        if (!errors.isEmpty()) {
            return of(Problem.Invalid.fields(errors));
        }
        if (failure instanceof NoResourceFoundException || failure instanceof NoHandlerFoundException) {
            return document(HttpStatus.NOT_FOUND, "not-found", "There is nothing at this address.");
        }
        if (failure instanceof ErrorResponse response
                && response.getStatusCode().is4xxClientError()) {
            HttpStatusCode status = response.getStatusCode();
            return document(status, type(status), response.getBody().getDetail());
        }
        if (failure instanceof HttpMessageNotReadableException) {
            return of(Problem.Invalid.field("body", "It is no JSON that can be read."));
        }
        if (failure instanceof MultipartException || failure instanceof InvalidPropertyException) {
            return document(HttpStatus.BAD_REQUEST, "validation", "The form is not one that this page sends.");
        }
        if (failure instanceof InvalidParameterException) {
            return document(HttpStatus.BAD_REQUEST, "validation", "The address is not encoded as addresses are.");
        }
        if (failure instanceof PessimisticLockingFailureException) {
            return document(HttpStatus.CONFLICT, "busy", "Somebody changes the same thing at this moment. Try again.");
        }
        return null;
    }

    static ProblemDetail tooLarge() {
        return document(
                HttpStatus.CONTENT_TOO_LARGE, "content-too-large", "The body is larger than this program takes.");
    }

    private static HttpStatus status(Problem.Kind kind) {
        return switch (kind) {
            case INVALID -> HttpStatus.BAD_REQUEST;
            case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case STALE -> HttpStatus.PRECONDITION_FAILED;
            case UNPROCESSABLE -> HttpStatus.UNPROCESSABLE_CONTENT;
            case TOO_MANY -> HttpStatus.TOO_MANY_REQUESTS;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
            case DAMAGED -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    }

    private static String type(HttpStatusCode status) {
        HttpStatus known = HttpStatus.resolve(status.value());
        if (known == null || known == HttpStatus.BAD_REQUEST) {
            return "validation";
        }
        return known.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private static List<FieldError> fieldErrors(Exception failure) {
        List<FieldError> errors = new ArrayList<>();
        switch (failure) {
            case BindException invalid -> invalid.getAllErrors().forEach(error -> errors.add(fieldError(error)));
            case HandlerMethodValidationException invalid ->
                invalid.getParameterValidationResults().forEach(result -> {
                    Integer row = result.getContainerIndex();
                    String at = row == null ? "" : "[" + row + "]";
                    String whole = row == null
                            ? String.valueOf(result.getMethodParameter().getParameterName())
                            : at;
                    result.getResolvableErrors()
                            .forEach(error -> errors.add(new FieldError(
                                    error instanceof org.springframework.validation.FieldError field
                                            ? at + (at.isEmpty() ? "" : ".") + field.getField()
                                            : whole,
                                    String.valueOf(error.getDefaultMessage()))));
                });
            case MethodArgumentTypeMismatchException mismatch ->
                errors.add(new FieldError(mismatch.getName(), "Not a value that this can have."));
            case MissingServletRequestParameterException missing ->
                errors.add(new FieldError(missing.getParameterName(), "This is needed."));
            case HttpMessageNotReadableException unreadable -> {
                if (unreadable.getCause() instanceof JacksonException json
                        && !json.getPath().isEmpty()) {
                    errors.add(new FieldError(
                            path(json),
                            json instanceof UnrecognizedPropertyException
                                    ? "There is no such field."
                                    : "Not a value that this can have."));
                }
            }
            default -> {}
        }
        return errors;
    }

    private static FieldError fieldError(ObjectError error) {
        String field =
                error instanceof org.springframework.validation.FieldError f ? f.getField() : error.getObjectName();
        return new FieldError(field, String.valueOf(error.getDefaultMessage()));
    }

    private static String path(JacksonException json) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : json.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }
}
