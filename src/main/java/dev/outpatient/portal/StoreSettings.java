package dev.outpatient.portal;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.outpatient.StartRefused;
import dev.outpatient.mail.PublicUrl;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Looks at the settings of the two stores before anything starts. A store that is configured must be there: the program
 * never falls back to the embedded engine in its place. The address of the clinic must be one, too.
 */
class StoreSettings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    static final String DATABASE = "spring.datasource.url";
    static final String DOCUMENTS = "spring.mongodb.uri";
    private static final int PATIENCE_SECONDS = 5;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Environment settings = context.getEnvironment();
        String url = settings.getProperty(DATABASE);
        String uri = settings.getProperty(DOCUMENTS);
        if (url != null) {
            checkDatabase(url, settings);
        }
        if (uri != null) {
            checkDocuments(uri);
        }
        checkPublicUrl(settings);
        if (url == null || uri == null) {
            DataDirectory data = DataDirectory.open(Path.of(settings.getRequiredProperty("outpatient.data")));
            context.getBeanFactory().registerSingleton("dataDirectory", data);
        }
    }

    private static void checkDatabase(String url, Environment settings) {
        if (!url.startsWith("jdbc:mysql:")) {
            throw new StartRefused(
                    DATABASE + ": expected jdbc:mysql://host:port/database, for MySQL and MariaDB alike, but found "
                            + withoutSecrets(url));
        }
        Properties login = new Properties();
        putIfGiven(login, "user", settings.getProperty("spring.datasource.username"));
        putIfGiven(login, "password", settings.getProperty("spring.datasource.password"));
        login.put("connectTimeout", Long.toString(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS)));
        try (Connection connection = DriverManager.getConnection(url, login)) {
            connection.isValid(PATIENCE_SECONDS);
        } catch (SQLException e) {
            throw new StartRefused(DATABASE + ": can't connect to " + withoutSecrets(url) + ": " + firstLine(e));
        }
    }

    private static void checkDocuments(String uri) {
        ConnectionString connection;
        try {
            connection = new ConnectionString(uri);
        } catch (IllegalArgumentException e) {
            throw new StartRefused(DOCUMENTS + ": not a MongoDB connection string: " + firstLine(e));
        }
        MongoClientSettings patience = MongoClientSettings.builder()
                .applyConnectionString(connection)
                .applyToClusterSettings(c -> c.serverSelectionTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .applyToSocketSettings(s -> s.connectTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .build();
        try (MongoClient client = MongoClients.create(patience)) {
            client.getDatabase(EmbeddedDocuments.DATABASE).runCommand(new Document("ping", 1));
        } catch (MongoException e) {
            throw new StartRefused(
                    DOCUMENTS + ": can't reach " + String.join(", ", connection.getHosts()) + ": " + firstLine(e));
        }
    }

    /** Links in mails are made of it, and of nothing that a request says. */
    private static void checkPublicUrl(Environment settings) {
        String given = settings.getProperty(PublicUrl.SETTING);
        if (given != null && !given.matches("https?://[A-Za-z0-9.\\-\\[\\]:]+(/[A-Za-z0-9._~/\\-]*)?")) {
            throw new StartRefused(
                    PublicUrl.SETTING + ": expected an address such as https://clinic.example, but found " + given);
        }
        if (given == null && settings.getProperty("spring.mail.host") != null) {
            throw new StartRefused(PublicUrl.SETTING
                    + ": needed with spring.mail.host, as mails carry links. Set it to an address such as"
                    + " https://clinic.example");
        }
    }

    private static void putIfGiven(Properties login, String name, @Nullable String value) {
        if (value != null) {
            login.put(name, value);
        }
    }

    private static String withoutSecrets(String url) {
        return url.replaceAll("[?;].*", "").replaceAll("//.*@", "//");
    }

    /** The deepest cause says most, in its first line. */
    private static String firstLine(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage();
        return message == null
                ? deepest.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
