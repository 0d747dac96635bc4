package dev.outpatient.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import tools.jackson.databind.json.JsonMapper;

class UnavailableTest {

    private static final DataAccessResourceFailureException LOST =
            new DataAccessResourceFailureException("Lost", new SQLException("Communications link failure", "08S01"));

    @Test
    void aConnectionThatCanNotBeHadOrIsLostIsTold() {
        assertThat(Unavailable.isCauseOf(
                        new CannotCreateTransactionException("None", new SQLTransientConnectionException("Timed out"))))
                .isTrue();
        assertThat(Unavailable.isCauseOf(LOST)).isTrue();
    }

    @Test
    void aRollbackThatFailsTooDoesNotHideIt() {
        TransactionSystemException rollback =
                new TransactionSystemException("Rollback failed", new SQLException("Out of order"));
        assertThat(Unavailable.isCauseOf(rollback)).isFalse();
        rollback.initApplicationException(LOST);
        assertThat(Unavailable.isCauseOf(rollback)).isTrue();
    }

    @Test
    void aConnectionThatThePoolGaveUpIsTold() {
        assertThat(Unavailable.isCauseOf(
                        new UncategorizedSQLException("JDBC rollback", null, new SQLException("Connection is closed"))))
                .isTrue();
    }

    /** Whoever reads the log of the machine must not open the papers that were checked while MySQL was away. */
    @Test
    void theCodeOfAPaperIsNotLogged() throws IOException {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        Unavailable unavailable = new Unavailable(
                new AcceptHeaderLocaleResolver(), messages, JsonMapper.builder().build());
        Logger logger = (Logger) LoggerFactory.getLogger(Unavailable.class);
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        said.start();
        logger.addAppender(said);
        try {
            for (String written : List.of("/p/2026-000001/7QKD2M9XPR4T", "/%70/2026-000001/7QKD2M9XPR4T")) {
                MockHttpServletRequest request = new MockHttpServletRequest("GET", written);
                request.setServletPath("/p/2026-000001/7QKD2M9XPR4T");
                unavailable.send(request, new MockHttpServletResponse(), LOST);
            }
        } finally {
            logger.detachAppender(said);
        }
        assertThat(said.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .filteredOn(message -> message.contains("/p/"))
                .hasSize(2)
                .noneMatch(message -> message.contains("7QKD2M9XPR4T"));
        assertThat(said.list).noneMatch(event -> event.getFormattedMessage().contains("7QKD2M9XPR4T"));
    }

    @Test
    void aDefectIsNone() {
        assertThat(Unavailable.isCauseOf(new IllegalStateException(new SQLException("Syntax", "42000"))))
                .isFalse();
    }
}
