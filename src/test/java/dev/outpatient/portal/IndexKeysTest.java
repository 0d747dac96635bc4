package dev.outpatient.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.bson.Document;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ObjectDataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of the embedded document server stay readable: the order of their keys is the one that H2 gives them. */
class IndexKeysTest {

    @TempDir
    Path directory = Path.of("");

    @Property(tries = 3_000, edgeCases = EdgeCasesMode.MIXIN)
    void keysAreInTheOrderOfTheFile(@ForAll("keys") KeyValue one, @ForAll("keys") KeyValue other) {
        assertThat(Integer.signum(new IndexKeys().compare(one, other)))
                .as("%s and %s", one, other)
                .isEqualTo(Integer.signum(new ObjectDataType().compare(one, other)));
    }

    /** Ids that differ at any place, numbers of either sign, words, and pairs of them. */
    @Provide
    static Arbitrary<KeyValue> keys() {
        Arbitrary<Object> ids =
                Arbitraries.bytes().map(Byte::valueOf).list().ofSize(12).map(bytes -> new ObjectId(toArray(bytes)));
        Arbitrary<Object> close = Arbitraries.bytes().map(last -> {
            byte[] bytes = new byte[12];
            bytes[11] = last;
            return new ObjectId(bytes);
        });
        Arbitrary<Object> numbers = Arbitraries.oneOf(Arbitraries.doubles(), Arbitraries.of(0.0, -0.0, 1.0, Double.NaN))
                .map(Object.class::cast);
        Arbitrary<Object> words = Arbitraries.strings().ofMaxLength(4).map(Object.class::cast);
        Arbitrary<Object> values = Arbitraries.oneOf(ids, close, numbers, words);
        return Arbitraries.oneOf(
                values.map(value -> new KeyValue(List.of(value))),
                Combinators.combine(values, values).as((first, second) -> new KeyValue(List.of(first, second))));
    }

    private static byte[] toArray(List<Byte> bytes) {
        byte[] array = new byte[bytes.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = bytes.get(i);
        }
        return array;
    }

    /** Were an index opened by a name that the server doesn't use, it would stay empty. */
    @Test
    void theServerUsesTheIndexesThatAreOpenedForIt() {
        Path file = directory.resolve("documents.mv");
        try (EmbeddedDocuments server = new EmbeddedDocuments(file);
                MongoClient client = MongoClients.create(server.uri())) {
            MongoCollection<Document> visits =
                    client.getDatabase(EmbeddedDocuments.DATABASE).getCollection("visits");
            visits.createIndex(Indexes.ascending("number"), new IndexOptions().unique(true));
            visits.insertOne(new Document("number", 7));
        }
        try (MVStore store = new MVStore.Builder().fileName(file.toString()).open()) {
            assertThat(store.getMapNames().stream().filter(name -> name.contains("_index_")))
                    .hasSize(2)
                    .allSatisfy(name -> assertThat(store.openMap(name)).hasSize(1));
        }
    }
}
