package dev.outpatient.portal.web;

import dev.outpatient.accounts.TooManyAttempts;
import dev.outpatient.audit.AuditTrail;
import dev.outpatient.shared.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.ResourceUrlProvider;
import org.springframework.web.servlet.resource.ResourceUrlProviderExposingInterceptor;

/**
 * Answers every exception that leaves a controller: the API with a problem document, pages with a page. An error of our
 * own, and what is there but can't be read, shows the request's id as a reference number, and its stack trace goes to the
 * log.
 */
@ControllerAdvice
class Errors {

    private static final Logger log = LoggerFactory.getLogger(Errors.class);

    private final AuditTrail trail;
    private final Unavailable unavailable;
    private final ObjectProvider<ResourceUrlProvider> files;

    /** @param files there are none where a command runs without the web */
    Errors(AuditTrail trail, Unavailable unavailable, ObjectProvider<ResourceUrlProvider> files) {
        this.trail = trail;
        this.unavailable = unavailable;
        this.files = files;
    }

    @ExceptionHandler(AsyncRequestNotUsableException.class)
    void gone(AsyncRequestNotUsableException failure) {
        log.debug("The caller went away: {}", failure.getMessage());
    }

    @ExceptionHandler
    Object answer(Exception failure, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (Unavailable.isCauseOf(failure)) {
            unavailable.send(request, response, failure);
            return new ModelAndView();
        }
        if (request.getAttribute(ResourceUrlProviderExposingInterceptor.RESOURCE_URL_PROVIDER_ATTR) == null) {
            // Where nothing answers, or not by this method, nobody has said yet how the page's files are named.
            request.setAttribute(ResourceUrlProviderExposingInterceptor.RESOURCE_URL_PROVIDER_ATTR, files.getObject());
        }
        ProblemDetail problem = Problems.of(failure);
        if (problem == null || isDamage(failure)) {
            String reference = String.valueOf(MDC.get(AuditTrail.REQUEST_ID));
            String what = problem == null ? "Unknown error" : "Damage";
            log.error("{} {} in {} {}", what, reference, request.getMethod(), LoggedPath.of(request), failure);
            if (problem == null) {
                problem = Problems.document(
                        HttpStatus.INTERNAL_SERVER_ERROR, "internal", "Something went wrong on our side.");
            }
            problem.setProperty("reference", reference);
        }
        if (failure instanceof Problem refusal
                && (refusal.kind() == Problem.Kind.FORBIDDEN || refusal.kind() == Problem.Kind.NOT_FOUND)) {
            Refused.tell(trail, request);
        }
        if (failure instanceof TooManyAttempts tooMany) {
            TooManyPage.prepare(request, response, tooMany);
        }
        if (failure instanceof Problem.Unavailable) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Integer.toString(Problem.Unavailable.RETRY_SECONDS));
        }
        return request.getRequestURI().startsWith("/api/") ? document(problem, failure) : page(problem, failure);
    }

    private static ResponseEntity<ProblemDetail> document(ProblemDetail problem, Exception failure) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(problem.getStatus()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (failure instanceof org.springframework.web.ErrorResponse response) {
            answer.headers(headers -> headers.putAll(response.getHeaders()));
            answer.contentType(MediaType.APPLICATION_PROBLEM_JSON);
        }
        return answer.body(problem);
    }

    private static boolean isDamage(Exception failure) {
        return failure instanceof Problem problem && problem.kind() == Problem.Kind.DAMAGED;
    }

    private static ModelAndView page(ProblemDetail problem, Exception failure) {
        Map<String, Object> more = problem.getProperties();
        HttpStatusCode status = HttpStatusCode.valueOf(problem.getStatus());
        String view = switch (problem.getStatus()) {
            case 403, 404, 413, 429, 500, 503 -> "error/" + problem.getStatus();
            default -> "error/400";
        };
        ModelAndView page = new ModelAndView(view, more == null ? Map.of() : more, status);
        page.addObject("status", problem.getStatus());
        if (failure instanceof Problem damage && isDamage(failure)) {
            page.addObject("damage", damage.type());
        }
        return page;
    }
}
