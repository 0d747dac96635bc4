package dev.outpatient.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.outpatient.Engine;
import dev.outpatient.audit.AuditTrail;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.ModelAndView;

class ErrorsTest {

    private static final String REFERENCE = "ZZA5DSRDB2";

    /** What went wrong may hold anything, so only those who read the log are told. */
    @Test
    void aDefectTellsTheCallerNothingButWhatToAskFor() throws IOException {
        Errors errors = Engine.H2.bean(Errors.class);
        Logger logger = (Logger) LoggerFactory.getLogger(Errors.class);
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        said.start();
        logger.addAppender(said);
        MDC.put(AuditTrail.REQUEST_ID, REFERENCE);
        IllegalStateException defect = new IllegalStateException("SELECT secret FROM doctor");
        Object api;
        Object page;
        try {
            api = errors.answer(
                    defect, new MockHttpServletRequest("GET", "/api/v1/doctors"), new MockHttpServletResponse());
            page = errors.answer(defect, new MockHttpServletRequest("GET", "/doctors"), new MockHttpServletResponse());
        } finally {
            MDC.remove(AuditTrail.REQUEST_ID);
            logger.detachAppender(said);
        }
        ResponseEntity<?> document = (ResponseEntity<?>) api;
        assertThat(document.getStatusCode().value()).isEqualTo(500);
        assertThat(String.valueOf(document.getBody())).contains(REFERENCE).doesNotContain("secret", "Exception");
        ModelAndView shown = (ModelAndView) page;
        assertThat(shown.getViewName()).isEqualTo("error/500");
        assertThat(shown.getModel().toString()).contains(REFERENCE).doesNotContain("secret", "Exception");
        assertThat(said.list)
                .filteredOn(event -> event.getFormattedMessage().contains(REFERENCE))
                .hasSize(2)
                .allMatch(event -> event.getThrowableProxy().getMessage().contains("secret"));
    }
}
