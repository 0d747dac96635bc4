package dev.outpatient;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import dev.outpatient.audit.Delivered;
import dev.outpatient.shared.Actor;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/** Reads what the audit trail says of somebody, after bringing on their way what was not delivered yet. */
public final class Trail {

    private final Engine engine;

    public Trail(Engine engine) {
        this.engine = engine;
    }

    /** What somebody did and what was tried in the name of the account, oldest first, as severity, a blank and the message. */
    public List<String> of(Actor actor) {
        Delivered.now(engine);
        return engine.bean(MongoDatabase.class)
                .getCollection("logs")
                .find(Filters.or(
                        Filters.eq("user_id", actor.reference().toObjectId()),
                        Filters.and(
                                Filters.eq("subject_id", actor.reference().toObjectId()),
                                Filters.eq("outcome", "failed"))))
                .sort(Sorts.ascending("_id"))
                .map(Trail::line)
                .into(new ArrayList<>());
    }

    private static String line(Document log) {
        return log.getString("severity") + " " + log.getString("message");
    }
}
