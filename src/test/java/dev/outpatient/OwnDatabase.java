package dev.outpatient;

import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Tables without a program, on a database that no other test has. */
public final class OwnDatabase {

    private OwnDatabase() {}

    /** The address of a new, empty one. */
    public static String url(Engine engine) {
        return engine.settings().stream()
                .filter(setting -> setting.startsWith("--spring.datasource.url="))
                .map(setting -> setting.substring(setting.indexOf('=') + 1))
                .findFirst()
                .orElseGet(
                        () -> "jdbc:h2:mem:" + UUID.randomUUID()
                                + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;NON_KEYWORDS=DAY;DB_CLOSE_DELAY=-1");
    }

    /** Brings a database to the newest tables. */
    public static <T extends DriverManagerDataSource> T migrate(T database) {
        Flyway.configure().dataSource(database).load().migrate();
        return database;
    }

    /** A new one with its tables. */
    public static DriverManagerDataSource on(Engine engine) {
        return migrate(new DriverManagerDataSource(url(engine), "root", ""));
    }
}
