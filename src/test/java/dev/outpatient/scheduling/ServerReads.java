package dev.outpatient.scheduling;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outpatient.Engine;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What MariaDB itself counts for one connection: the statements it was asked and the rows it read to answer. */
final class ServerReads {

    private static final String STATEMENTS = "Questions";
    private static final String ROWS = "Handler_read%";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    /** Skips the test where there is no such server. */
    ServerReads() {
        assumeTrue(Engine.available().contains(Engine.MARIADB));
        this.jdbc = Engine.MARIADB.bean(JdbcClient.class);
        this.transaction = Engine.MARIADB.bean(TransactionTemplate.class);
    }

    /** The work takes part in the transaction, and so has the same connection. */
    long rows(Runnable work) {
        return counted(ROWS, work);
    }

    /** The same of statements. */
    long statements(Runnable work) {
        // The second question about the count is itself one.
        return counted(STATEMENTS, work) - 1;
    }

    private long counted(String what, Runnable work) {
        Long counted = transaction.execute(status -> {
            long before = count(what);
            work.run();
            return count(what) - before;
        });
        return counted == null ? 0 : counted;
    }

    private long count(String what) {
        return jdbc.sql("SHOW SESSION STATUS LIKE '" + what + "'").query((row, n) -> row.getLong(2)).list().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
