package dev.outpatient.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import dev.outpatient.ChildProgram;
import java.nio.file.Path;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded document server keeps what it acknowledged. */
class EmbeddedDocumentsTest {

    private static final int ROUNDS = 5;

    @TempDir
    Path directory = Path.of("");

    @Test
    void whatIsAcknowledgedSurvivesAKill() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            try (ChildProgram server = start();
                    MongoClient client = connect(server)) {
                MongoCollection<Document> documents =
                        client.getDatabase("outpatient").getCollection("logs");
                assertThat(documents.countDocuments()).isEqualTo(round * 50L);
                for (int i = 0; i < 50; i++) {
                    documents.insertOne(new Document("round", round).append("i", i));
                }
                server.kill();
            }
        }
    }

    private ChildProgram start() throws Exception {
        return ChildProgram.startTestMain(
                directory,
                DocumentServerMain.class,
                directory.resolve("documents.mv").toString());
    }

    private static MongoClient connect(ChildProgram server) throws Exception {
        return MongoClients.create(server.awaitOutput("serves ").substring("serves ".length()));
    }
}
