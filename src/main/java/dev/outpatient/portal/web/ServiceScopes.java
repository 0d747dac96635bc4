package dev.outpatient.portal.web;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import dev.outpatient.accounts.ServiceScope;
import dev.outpatient.accounts.ServiceToken;
import dev.outpatient.audit.AuditTrail;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.MDC;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Which endpoints each scope of a service token opens. An endpoint that stands nowhere here is shut to all service
 * tokens, whatever the admin may do who made them; what stands here must then also pass the rules of the roles.
 */
final class ServiceScopes extends OncePerRequestFilter {

    private static final Map<ServiceScope, List<RequestMatcher>> OPENED = Map.of(
            ServiceScope.READ_DIRECTORY,
            opened(
                    GET,
                    "/doctors",
                    "/doctors/{id}",
                    "/doctors/{id}/hours",
                    "/doctors/{id}/time-off",
                    "/offices",
                    "/offices/{id}",
                    "/offices/{id}/closures",
                    "/offices/{id}/rules",
                    "/specialties",
                    "/holidays"),
            ServiceScope.READ_SLOTS,
            opened(GET, "/slots", "/slots/why"),
            ServiceScope.READ_APPOINTMENTS,
            opened(GET, "/appointments", "/appointments/{id}", "/appointments/series/{id}"),
            ServiceScope.WRITE_APPOINTMENTS,
            both(
                    opened(
                            POST,
                            "/appointments",
                            "/appointments/{id}/move",
                            "/appointments/{id}/cancel",
                            "/appointments/{id}/arrive",
                            "/appointments/{id}/complete",
                            "/appointments/{id}/no-show",
                            "/appointments/series",
                            "/appointments/series/{id}/cancel",
                            "/holds"),
                    opened(DELETE, "/holds/{id}")),
            ServiceScope.READ_PATIENTS,
            opened(GET, "/patients/{id}"));

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof ServiceCaller caller)) {
            chain.doFilter(request, response);
            return;
        }
        if (!opens(caller.token(), request)) {
            throw new AccessDeniedException("No scope of the service token opens this");
        }
        MDC.put(AuditTrail.SERVICE_TOKEN, Long.toString(caller.token().id()));
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(AuditTrail.SERVICE_TOKEN);
        }
    }

    private static boolean opens(ServiceToken token, HttpServletRequest request) {
        return token.scopes().stream()
                .flatMap(scope -> OPENED.getOrDefault(scope, List.of()).stream())
                .anyMatch(endpoint -> endpoint.matches(request));
    }

    private static List<RequestMatcher> opened(HttpMethod method, String... paths) {
        return Arrays.stream(paths)
                .<RequestMatcher>map(
                        path -> PathPatternRequestMatcher.withDefaults().matcher(method, "/api/v1" + path))
                .toList();
    }

    private static List<RequestMatcher> both(List<RequestMatcher> some, List<RequestMatcher> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
