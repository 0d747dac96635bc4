package dev.outpatient.portal;

import dev.outpatient.shared.Like;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** H2 in a file, speaking MySQL's SQL. A commit is on disk before it is acknowledged. */
final class EmbeddedDatabase implements JdbcConnectionDetails {

    private static final String USER = "outpatient";

    private final String url;

    private EmbeddedDatabase(String url) {
        this.url = url;
    }

    /**
     * Opens the file twice, the first time only to roll back what a killed program left open: while H2 2.4 does that, it
     * reads ENUM columns as numbers, and goes on to until the file is closed.
     */
    static EmbeddedDatabase open(Path file) throws SQLException {
        String url = "jdbc:h2:file:" + file
                + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;NON_KEYWORDS=DAY"
                // Of each connection. With the usual 8, a page of ten statements has each of them planned anew.
                + ";QUERY_CACHE_SIZE=128"
                // A connection that asks again would be given its last answer for a moment after another committed a
                // change.
                + ";OPTIMIZE_REUSE_RESULTS=0"
                // The pool closes the file, not a shutdown hook.
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000;CACHE_SIZE=16384"
                + ";BUILTIN_ALIAS_OVERRIDE=TRUE";
        DriverManager.getConnection(url, USER, "").close();
        // MySQL's collation finds names without their accents, and no collation of H2 can be set for a file that is
        // there.
        try (Connection connection = DriverManager.getConnection(url, USER, "");
                Statement sql = connection.createStatement()) {
            sql.execute("CREATE ALIAS IF NOT EXISTS LOWER DETERMINISTIC FOR '" + Like.class.getName() + ".plain'");
        }
        return new EmbeddedDatabase(url);
    }

    @Override
    public String getUsername() {
        return USER;
    }

    @Override
    public String getPassword() {
        return "";
    }

    @Override
    public String getJdbcUrl() {
        return url;
    }
}
