package dev.outpatient.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.ChildProgram;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The embedded database after a kill in the middle of a transaction, and what those who wait for each other see in it. */
class EmbeddedDatabaseTest {

    private static final int WAITERS = 8;
    private static final int ROUNDS = 500;

    private volatile boolean stopped;

    @TempDir
    Path directory = Path.of("");

    @Test
    void statusesAreStillWordsAndTheOpenTransactionIsGone() throws Exception {
        Path file = directory.resolve("database");
        try (ChildProgram program = ChildProgram.startTestMain(directory, DatabaseMain.class, file.toString())) {
            program.awaitOutput("ready");
            program.kill();
        }
        EmbeddedDatabase database = EmbeddedDatabase.open(file);
        JdbcClient jdbc = JdbcClient.create(
                new DriverManagerDataSource(database.getJdbcUrl(), database.getUsername(), database.getPassword()));
        assertThat(jdbc.sql("SELECT DISTINCT status FROM t ORDER BY status")
                        .query(String.class)
                        .list())
                .containsExactly("scheduled", "cancelled");
        assertThat(jdbc.sql("SELECT COUNT(*) FROM t").query(Integer.class).single())
                .isEqualTo(2001);
        assertThat(jdbc.sql("SELECT n FROM t WHERE id = 7").query(Integer.class).single())
                .isZero();
    }

    /** As a request that is sent again while the first is being answered: it looks, waits for a lock, and looks again. */
    @Test
    void whoWaitedForALockSeesWhatItsOwnerCommitted() throws Exception {
        EmbeddedDatabase database = EmbeddedDatabase.open(directory.resolve("database"));
        CyclicBarrier round = new CyclicBarrier(WAITERS + 1);
        try (ExecutorService threads = Executors.newFixedThreadPool(WAITERS);
                Connection owner = connect(database)) {
            try (Statement tables = owner.createStatement()) {
                tables.execute("CREATE TABLE door (id INT PRIMARY KEY, times INT)");
                tables.execute("CREATE TABLE made (what VARCHAR(20), times INT, PRIMARY KEY (what, times))");
                tables.execute("INSERT INTO door VALUES (1, 0)");
            }
            owner.commit();
            List<Future<Integer>> blind = new ArrayList<>();
            for (int i = 0; i < WAITERS; i++) {
                blind.add(threads.submit(() -> blindRounds(database, round)));
            }
            try {
                for (int times = 1; times <= ROUNDS; times++) {
                    round.await(1, TimeUnit.MINUTES);
                    pass(owner);
                    change(owner, "UPDATE door SET times = ? WHERE id = 1", times);
                    change(owner, "INSERT INTO made VALUES ('appointment', ?)", times);
                    owner.commit();
                }
            } catch (Exception e) {
                // The others would come to the door for ever.
                stopped = true;
                throw e;
            }
            for (Future<Integer> rounds : blind) {
                assertThat(rounds.get())
                        .as("rounds in which what was there was not seen")
                        .isZero();
            }
        }
    }

    private int blindRounds(EmbeddedDatabase database, CyclicBarrier round) throws Exception {
        int blind = 0;
        try (Connection waiter = connect(database)) {
            for (int times = 1; times <= ROUNDS; times++) {
                round.await(1, TimeUnit.MINUTES);
                int passed = 0;
                while (passed < times && !stopped) {
                    sees(waiter, times);
                    passed = pass(waiter);
                    if (passed == times && !sees(waiter, times)) {
                        blind++;
                    }
                    waiter.commit();
                }
            }
        }
        return blind;
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        Connection connection =
                DriverManager.getConnection(database.getJdbcUrl(), database.getUsername(), database.getPassword());
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        return connection;
    }

    /** Locks the door until the transaction ends, and says how often its owner went through. */
    private static int pass(Connection connection) throws SQLException {
        try (PreparedStatement door = connection.prepareStatement("SELECT times FROM door WHERE id = 1 FOR UPDATE");
                ResultSet row = door.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    private static boolean sees(Connection connection, int times) throws SQLException {
        try (PreparedStatement made =
                connection.prepareStatement("SELECT times FROM made WHERE what = 'appointment' AND times = ?")) {
            made.setInt(1, times);
            try (ResultSet row = made.executeQuery()) {
                return row.next();
            }
        }
    }

    private static void change(Connection connection, String sql, int times) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, times);
            statement.executeUpdate();
        }
    }
}
