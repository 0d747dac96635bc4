package dev.outpatient.portal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/** The embedded database with a transaction that does not end, for a test to kill. */
final class DatabaseMain {

    private DatabaseMain() {}

    public static void main(String[] args) throws Exception {
        String url = EmbeddedDatabase.open(Path.of(args[0])).getJdbcUrl();
        try (Connection open = connect(url);
                Statement unfinished = open.createStatement();
                Connection other = connect(url);
                Statement finished = other.createStatement()) {
            finished.execute("CREATE TABLE t (id BIGINT PRIMARY KEY, status ENUM ('scheduled', 'cancelled'), n INT)");
            for (int i = 0; i < 2000; i++) {
                finished.execute("INSERT INTO t VALUES (" + i + ", 'scheduled', 0)");
            }
            open.setAutoCommit(false);
            unfinished.execute("UPDATE t SET n = 1 WHERE id = 7");
            // Its commit writes the open update to the file too.
            finished.execute("INSERT INTO t VALUES (2000, 'cancelled', 0)");
            System.out.println("ready");
            TimeUnit.MINUTES.sleep(5);
        }
    }

    private static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, "outpatient", "");
    }
}
