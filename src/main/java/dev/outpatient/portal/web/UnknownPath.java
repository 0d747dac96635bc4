package dev.outpatient.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** Matches what no controller answers: let through, it ends as a plain 404 instead of a question to sign in. */
final class UnknownPath implements RequestMatcher {

    private final RequestMappingHandlerMapping endpoints;

    UnknownPath(RequestMappingHandlerMapping endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    public boolean matches(HttpServletRequest request) {
        boolean parsed = ServletRequestPathUtils.hasParsedRequestPath(request);
        try {
            if (!parsed) {
                ServletRequestPathUtils.parseAndCache(request);
            }
            return endpoints.getHandler(request) == null;
        } catch (Exception e) {
            // There is an endpoint, for another method or media type: the rule for it stands, or refuses.
            return e instanceof org.springframework.web.HttpRequestMethodNotSupportedException;
        } finally {
            if (!parsed) {
                ServletRequestPathUtils.clearParsedRequestPath(request);
            }
        }
    }
}
