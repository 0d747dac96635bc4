package dev.outpatient.portal.web;

import dev.outpatient.audit.AuditTrail;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request an id: the one that a proxy in front of us sent as X-Request-Id, or a new one. It stands in every
 * log line and log record of the request, in the answer's header, and on the page of an unknown error as the reference
 * number.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestIds extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(RequestIds.class);
    private static final String HEADER = "X-Request-Id";
    /** Without letters and digits that look alike when read out on the telephone. */
    private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = idOf(request.getHeader(HEADER));
        MDC.put(AuditTrail.REQUEST_ID, id);
        response.setHeader(HEADER, id);
        try {
            chain.doFilter(request, response);
            log.debug("{} {} {}", request.getMethod(), LoggedPath.of(request), response.getStatus());
        } finally {
            MDC.remove(AuditTrail.REQUEST_ID);
        }
    }

    private static String idOf(@Nullable String sent) {
        return sent != null && sent.matches("[A-Za-z0-9._-]{6,64}") ? sent : create();
    }

    private static String create() {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            id.append(ALPHABET.charAt(ThreadLocalRandom.current().nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
