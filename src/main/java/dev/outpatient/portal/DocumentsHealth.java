package dev.outpatient.portal;

import com.mongodb.client.MongoDatabase;
import org.bson.Document;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** Whether the document store answers. Spring's own check asks for the list of all databases, which needs more rights. */
@Component("mongoHealthIndicator")
class DocumentsHealth extends AbstractHealthIndicator {

    private final MongoDatabase documents;

    DocumentsHealth(MongoDatabase documents) {
        this.documents = documents;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        documents.runCommand(new Document("ping", 1));
        health.up();
    }
}
