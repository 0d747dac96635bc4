package dev.outpatient.shared;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.CreateCollectionOptions;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.ValidationOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bson.Document;

/**
 * What a MongoDB collection holds: its {@code $jsonSchema} validator and its indexes, as written in {@code
 * db/documents/NAME.json}.
 *
 * @param dropped names of indexes that an older program made and that are no more
 */
public record DocumentSchema(String collection, Document validator, List<Document> indexes, List<String> dropped) {

    /** @throws IllegalArgumentException when the program ships no schema of that name */
    public static DocumentSchema load(String collection) {
        String path = "/db/documents/" + collection + ".json";
        try (InputStream file = DocumentSchema.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalArgumentException("No document schema " + path);
            }
            Document json = Document.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            return new DocumentSchema(
                    collection,
                    json.get("validator", Document.class),
                    json.getList("indexes", Document.class),
                    json.getList("dropped", String.class, List.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Brings the collection to this schema, whether it is there or not, and gives it back. Existing documents are not
     * checked.
     */
    public MongoCollection<Document> applyTo(MongoDatabase database) {
        boolean exists = false;
        for (String name : database.listCollectionNames()) {
            exists = exists || name.equals(collection);
        }
        if (exists) {
            database.runCommand(new Document("collMod", collection).append("validator", validator));
        } else {
            database.createCollection(
                    collection,
                    new CreateCollectionOptions().validationOptions(new ValidationOptions().validator(validator)));
        }
        MongoCollection<Document> documents = database.getCollection(collection);
        documents.createIndexes(indexes.stream()
                .map(index -> new IndexModel(
                        index.get("key", Document.class),
                        new IndexOptions()
                                .name(index.getString("name"))
                                .unique(index.getBoolean("unique", false))
                                .sparse(index.getBoolean("sparse", false))))
                .toList());
        // After those in their place are there, so that nothing slips in between.
        for (String name : dropped) {
            dropIndex(documents, name);
        }
        return documents;
    }

    private static void dropIndex(MongoCollection<Document> documents, String name) {
        for (Document index : documents.listIndexes()) {
            if (name.equals(index.getString("name"))) {
                documents.dropIndex(name);
                return;
            }
        }
    }
}
