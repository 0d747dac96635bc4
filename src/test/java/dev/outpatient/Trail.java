package dev.outpatient;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.outpatient.shared.Actor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what the audit trail says of somebody, wherever the records are on their way. */
public final class Trail {

    private final JdbcClient jdbc;
    private final MongoDatabase documents;

    public Trail(Engine engine) {
        this.jdbc = engine.bean(JdbcClient.class);
        this.documents = engine.bean(MongoDatabase.class);
    }

    /** What was written of somebody, as severity, a blank and the message. */
    public List<String> of(Actor actor) {
        // By id, as a record on its way may be in both places.
        Map<Object, String> found = new LinkedHashMap<>();
        // In this order: a record leaves the outbox only when it has arrived in the collection.
        jdbc.sql("SELECT body FROM log_outbox").query(String.class).list().stream()
                .map(Document::parse)
                .filter(log -> actor.reference().toObjectId().equals(log.get("user_id")))
                .forEach(log -> found.put(log.get("_id"), line(log)));
        documents
                .getCollection("logs")
                .find(Filters.eq("user_id", actor.reference().toObjectId()))
                .forEach(log -> found.put(log.get("_id"), line(log)));
        return List.copyOf(found.values());
    }

    private static String line(Document log) {
        return log.getString("severity") + " " + log.getString("message");
    }
}
