package dev.outpatient.portal.web;

import dev.outpatient.accounts.Continue;
import dev.outpatient.accounts.SignedIn;
import dev.outpatient.audit.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.web.util.UriUtils;

/**
 * Sends who is not signed in, or not any more, to the sign-in page, and from there back to the page they were on. A
 * page of another role, or a form whose token is wrong though its sender is signed in, gets the page for 403.
 */
final class SignInAgain implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final AuditTrail trail;

    SignInAgain(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        send(request, response);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
            throws IOException {
        boolean ended = failure instanceof CsrfException && SignedIn.current().isEmpty() && isOver(request);
        if (ended) {
            send(request, response);
        } else {
            if (failure instanceof CsrfException && request.getHeader(HttpHeaders.REFERER) != null) {
                // Somebody else has signed in meanwhile, in another tab, say: the page shows where to begin anew.
                request.setAttribute("reopen", pageOf(request));
            }
            Refused.tell(trail, request);
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    /** The sign-in form's address, to go on to that page afterwards. */
    static String address(String page, boolean ended) {
        String path = Continue.safe(page);
        String query = (ended ? "&ended" : "")
                + (path.equals("/") ? "" : "&continue=" + UriUtils.encode(path, StandardCharsets.UTF_8));
        return query.isEmpty() ? "/sign-in" : "/sign-in?" + query.substring(1);
    }

    private static void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String address = address(pageOf(request), isOver(request));
        if (request.getHeader("HX-Request") != null) {
            // A redirect would put the form into a part of the page; this makes the browser go there.
            response.setHeader("HX-Redirect", address);
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        } else {
            response.sendRedirect(address);
        }
    }

    /** Whether the browser brings a session that it once had. */
    private static boolean isOver(HttpServletRequest request) {
        return request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid();
    }

    private static String pageOf(HttpServletRequest request) {
        String current = request.getHeader("HX-Current-URL");
        if (current != null) {
            return path(request, current);
        }
        if (!request.getMethod().equals("GET")) {
            return path(request, request.getHeader(HttpHeaders.REFERER));
        }
        String query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }

    /** The path of a page of ours; the first page for any other address. */
    private static String path(HttpServletRequest request, @Nullable String address) {
        try {
            URI uri = URI.create(address == null ? "" : address);
            if (!request.getServerName().equalsIgnoreCase(uri.getHost()) || uri.getRawPath() == null) {
                return "/";
            }
            return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        } catch (IllegalArgumentException e) {
            return "/";
        }
    }
}
