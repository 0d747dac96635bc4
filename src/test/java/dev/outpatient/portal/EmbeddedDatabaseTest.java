package dev.outpatient.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.ChildProgram;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The embedded database after a kill in the middle of a transaction. */
class EmbeddedDatabaseTest {

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
}
