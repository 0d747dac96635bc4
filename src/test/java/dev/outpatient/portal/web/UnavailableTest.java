package dev.outpatient.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

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

    @Test
    void aDefectIsNone() {
        assertThat(Unavailable.isCauseOf(new IllegalStateException(new SQLException("Syntax", "42000"))))
                .isFalse();
    }
}
