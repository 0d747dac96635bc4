package dev.outpatient.portal.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * The answer while MySQL is away: 503 and when to come back, as a problem document or as a page. It stands before the
 * sessions, which are in MySQL too, and its page asks nothing of anybody. Once MySQL is back the pool finds it by itself.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class Unavailable extends OncePerRequestFilter {

    /** As soon as it makes sense to try again. */
    private static final int RETRY_SECONDS = 5;

    /** What HikariCP says where a connection was lost in a statement and is used once more, as for the rollback. */
    private static final String CLOSED = "Connection is closed";

    private static final Logger log = LoggerFactory.getLogger(Unavailable.class);

    private final LocaleResolver languages;
    private final MessageSource messages;
    private final JsonMapper json;

    Unavailable(LocaleResolver languages, MessageSource messages, JsonMapper json) {
        this.languages = languages;
        this.messages = messages;
        this.json = json;
    }

    /** Whether a connection to MySQL could not be had, or was lost. */
    static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLNonTransientConnectionException
                    || cause instanceof SQLRecoverableException
                    || cause instanceof SQLException sql && isLost(sql)) {
                return true;
            }
            // The connection was lost in a statement, and then could not be rolled back either: that is the cause it
            // names.
            if (cause instanceof TransactionSystemException rollback
                    && rollback.getApplicationException() != null
                    && isCauseOf(rollback.getApplicationException())) {
                return true;
            }
        }
        return false;
    }

    /** By the state that it names, or by what the pool says of one that it has given up, without a state. */
    private static boolean isLost(SQLException sql) {
        String state = sql.getSQLState();
        return state == null ? CLOSED.equals(sql.getMessage()) : state.startsWith("08");
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException failure) {
            if (!isCauseOf(failure)) {
                throw failure;
            }
            send(request, response, failure);
        }
    }

    /** What was asked for was not done, or nobody knows; it is not acknowledged either way. */
    void send(HttpServletRequest request, HttpServletResponse response, Exception failure) throws IOException {
        log.warn("MySQL is away in {} {}: {}", request.getMethod(), LoggedPath.of(request), failure.getMessage());
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, Integer.toString(RETRY_SECONDS));
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        if (request.getRequestURI().startsWith("/api/")) {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getWriter()
                    .write(json.writeValueAsString(Problems.document(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "unavailable",
                            "The database can't be reached at this moment. Nothing was confirmed. Try again.")));
        } else {
            response.setContentType(MediaType.TEXT_HTML_VALUE);
            response.getWriter().write(page(languages.resolveLocale(request), request.getContextPath()));
        }
        response.flushBuffer();
    }

    private String page(Locale language, String root) {
        return """
                <!DOCTYPE html>
                <html lang="%1$s">
                <head>
                  <meta charset="utf-8">
                  <meta name="viewport" content="width=device-width, initial-scale=1">
                  <meta name="color-scheme" content="light dark">
                  <title>%2$s · Outpatient</title>
                  <link rel="icon" type="image/svg+xml" href="%5$s/img/mark.svg">
                  <link rel="stylesheet" href="%5$s/webjars/bootstrap/css/bootstrap.min.css">
                  <link rel="stylesheet" href="%5$s/css/outpatient.css">
                </head>
                <body>
                <main id="main" class="page page-narrow" tabindex="-1">
                  <div class="error-page">
                    <h1>%2$s</h1>
                    <p>%3$s</p>
                    <a class="btn btn-primary" href="%5$s/">%4$s</a>
                  </div>
                </main>
                </body>
                </html>
                """.formatted(
                        language.getLanguage(),
                        text("error.503.title", language),
                        text("error.503.text", language),
                        text("error.home", language),
                        root);
    }

    private String text(String key, Locale language) {
        return HtmlUtils.htmlEscape(messages.getMessage(key, null, language), StandardCharsets.UTF_8.name());
    }
}
