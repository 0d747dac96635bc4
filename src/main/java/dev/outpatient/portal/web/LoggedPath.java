package dev.outpatient.portal.web;

import jakarta.servlet.http.HttpServletRequest;

/** The path of a request as a log may hold it: whoever reads the log must not be able to open what only a paper opens. */
final class LoggedPath {

    private static final String PAPERS = "/p/";

    private LoggedPath() {}

    /** Encoded, as it came; of the page of a paper neither number nor code, however they were written. */
    static String of(HttpServletRequest request) {
        return request.getServletPath().startsWith(PAPERS)
                        || request.getRequestURI().startsWith(PAPERS)
                ? PAPERS + "{number}/{code}"
                : request.getRequestURI();
    }
}
