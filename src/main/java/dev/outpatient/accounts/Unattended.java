package dev.outpatient.accounts;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/**
 * Requests that a page sends by itself while perhaps nobody sits before it. They are answered as any other, but they are no
 * sign of use: the session goes on no longer for them, and what waits for the next page that somebody opens is left there.
 */
public final class Unattended {

    /** Sent by scripts of our pages. Who sends it for another reason is signed out sooner, and that is all. */
    static final String HEADER = "X-Unattended";

    private Unattended() {}

    public static boolean is(HttpServletRequest request) {
        return HttpMethod.GET.matches(request.getMethod()) && (request.getHeader(HEADER) != null || isStream(request));
    }

    private static boolean isStream(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return accepted != null && accepted.contains(MediaType.TEXT_EVENT_STREAM_VALUE);
    }
}
