package dev.outpatient;

import dev.outpatient.audit.DocumentChanges;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Map;
import org.bson.types.ObjectId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Changes of documents whose requests ended before the trail was told. */
public final class AbandonedChanges {

    private AbandonedChanges() {}

    /** Tells of those of one document, as happens when they were begun a while ago. */
    public static void settle(Engine engine, ObjectId document) {
        age(engine, document, Duration.ofSeconds(11));
        engine.bean(DocumentChanges.class).settle();
    }

    /** Has the changes of a document begun and told earlier than they were. */
    public static void age(Engine engine, ObjectId document, Duration by) {
        JdbcClient jdbc = engine.bean(JdbcClient.class);
        jdbc.sql("SELECT id, begun_at FROM log_begun WHERE proof LIKE ?")
                .param("%" + document + "%")
                .query((row, n) -> Map.entry(row.getString(1), row.getObject(2, LocalDateTime.class)))
                .list()
                .forEach(row -> jdbc.sql("UPDATE log_begun SET begun_at = ?, told_at = CASE WHEN told_at IS NOT NULL"
                                + " THEN ? END WHERE id = ?")
                        .params(row.getValue().minus(by), row.getValue().minus(by), row.getKey())
                        .update());
    }
}
