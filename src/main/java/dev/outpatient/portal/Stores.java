package dev.outpatient.portal;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.zaxxer.hikari.HikariDataSource;
import dev.outpatient.shared.SecretBox;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The two stores: those that the settings name, or the embedded engines in place of one that is not set. */
@Configuration(proxyBeanMethods = false)
class Stores {

    /** A value that no setting has, so that only a missing one matches. */
    private static final String NONE = "none";

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    SecretBox secretBox(@Value("${" + SecretBox.SETTING + ":}") String key) {
        return new SecretBox(key);
    }

    @Bean
    @ConditionalOnProperty(name = StoreSettings.DATABASE, havingValue = NONE, matchIfMissing = true)
    EmbeddedDatabase embeddedDatabase(DataDirectory data) throws SQLException {
        return EmbeddedDatabase.open(data.file("outpatient"));
    }

    @Bean
    @ConditionalOnProperty(name = StoreSettings.DOCUMENTS, havingValue = NONE, matchIfMissing = true)
    EmbeddedDocuments embeddedDocuments(DataDirectory data) {
        return new EmbeddedDocuments(data.file("documents.mv"));
    }

    @Bean
    @ConditionalOnProperty(name = StoreSettings.DOCUMENTS, havingValue = NONE, matchIfMissing = true)
    MongoConnectionDetails embeddedDocumentsConnection(EmbeddedDocuments documents) {
        return () -> new ConnectionString(documents.uri());
    }

    /** Without MongoDB a page does without what it holds, and does not wait the driver's half a minute first. */
    @Bean
    MongoClientSettingsBuilderCustomizer patience(MongoConnectionDetails connection) {
        ConnectionString given = connection.getConnectionString();
        return settings -> settings.applyToClusterSettings(cluster -> {
                    if (given.getServerSelectionTimeout() == null) {
                        cluster.serverSelectionTimeout(1, TimeUnit.SECONDS);
                    }
                })
                .applyToSocketSettings(socket -> {
                    if (given.getSocketTimeout() == null) {
                        socket.readTimeout(20, TimeUnit.SECONDS);
                    }
                });
    }

    /** The database that the URI names, or {@code outpatient}. */
    @Bean
    MongoDatabase documents(MongoClient client, MongoConnectionDetails connection) {
        return client.getDatabase(
                Optional.ofNullable(connection.getConnectionString().getDatabase())
                        .orElse(EmbeddedDocuments.DATABASE));
    }

    /** What Connector/J needs beyond the URL: UTC on both sides, and batches that travel as one statement. */
    @Bean
    static BeanPostProcessor mysqlSettings() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool
                        && pool.getJdbcUrl() != null
                        && pool.getJdbcUrl().startsWith("jdbc:mysql:")) {
                    pool.addDataSourceProperty("connectionTimeZone", "UTC");
                    pool.addDataSourceProperty("forceConnectionTimeZoneToSession", "true");
                    pool.addDataSourceProperty("rewriteBatchedStatements", "true");
                    // A machine that is gone refuses nothing: without this the system waits for minutes.
                    if (!pool.getJdbcUrl().contains("connectTimeout=")) {
                        pool.addDataSourceProperty("connectTimeout", "3000");
                    }
                    // The text of a statement is taken apart once, not each time.
                    pool.addDataSourceProperty("cachePrepStmts", "true");
                    pool.addDataSourceProperty("prepStmtCacheSqlLimit", "2048");
                    // Nobody else changes the session, so the driver need not ask the server whether it is read-only.
                    pool.addDataSourceProperty("useLocalSessionState", "true");
                }
                return bean;
            }
        };
    }
}
