package dev.outpatient.portal.web;

import dev.outpatient.audit.AuditTrail;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.HttpStatusRequestRejectedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tells the API's callers why they were stopped before any controller, as a problem document. */
@Component
class ApiRefusals implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

    private final RequestRejectedHandler ofPages = new HttpStatusRequestRejectedHandler();

    private final JsonMapper json;
    private final AuditTrail trail;
    private final RefusedTokens refusedTokens;

    ApiRefusals(JsonMapper json, AuditTrail trail, RefusedTokens refusedTokens) {
        this.json = json;
        this.trail = trail;
        this.refusedTokens = refusedTokens;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        // Whoever sent none was only asked to; that is no attempt at anything.
        if (failure instanceof OAuth2AuthenticationException) {
            refusedTokens.tell(request);
        }
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        write(
                response,
                Problems.document(
                        HttpStatus.UNAUTHORIZED,
                        "unauthenticated",
                        "Sign in first: get a token from /api/v1/auth/token."));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
            throws IOException {
        Refused.tell(trail, request);
        write(response, Problems.document(HttpStatus.FORBIDDEN, "forbidden", "You may not do this."));
    }

    /** An address or a method that the firewall takes for an attack. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException failure)
            throws IOException, ServletException {
        if (request.getRequestURI().startsWith("/api/")) {
            write(
                    response,
                    Problems.document(
                            HttpStatus.BAD_REQUEST,
                            "validation",
                            "The address or the method is not one that this takes."));
        } else {
            ofPages.handle(request, response, failure);
        }
    }

    /** For what stops a request before any controller. */
    void write(HttpServletResponse response, ProblemDetail problem) throws IOException {
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), problem);
    }
}
