package dev.outpatient.portal.web;

import dev.outpatient.accounts.TooManyAttempts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** The answer to who has to wait: how long stands in Retry-After, and in words on the page. */
final class TooManyPage {

    /** Holds the seconds to wait while the page is made. */
    static final String SECONDS = TooManyPage.class.getName() + ".seconds";

    private TooManyPage() {}

    static void prepare(HttpServletRequest request, HttpServletResponse response, TooManyAttempts refusal) {
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(refusal.seconds()));
        request.setAttribute(SECONDS, refusal.seconds());
    }

    /** For a filter, which has no controller's advice behind it. */
    static void send(HttpServletRequest request, HttpServletResponse response, TooManyAttempts refusal)
            throws IOException {
        prepare(request, response, refusal);
        response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
    }
}
