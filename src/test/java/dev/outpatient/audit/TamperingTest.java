package dev.outpatient.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.outpatient.Engine;
import dev.outpatient.OnEachEngine;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Reference;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** Somebody who can write to MongoDB changes the trail of a running clinic. What was changed is put back afterwards. */
@OnEachEngine
class TamperingTest {

    /** No patient of another test. */
    private static final long NOBODY = 999_999_999_999L;

    private final Engine engine;
    private final TrailStores stores;
    private final MongoCollection<Document> logs;
    private final MongoCollection<Document> seals;
    private final List<Runnable> restore = new ArrayList<>();
    private long last;
    private long lastSeal;

    TamperingTest(Engine engine) {
        this.engine = engine;
        this.stores = engine.bean(TrailStores.class);
        MongoDatabase documents = engine.bean(MongoDatabase.class);
        this.logs = documents.getCollection("logs");
        this.seals = documents.getCollection("log_seal");
    }

    @BeforeEach
    void twoSealsMore() {
        write(3);
        Delivered.sealed(engine);
        write(3);
        Delivered.sealed(engine);
        TrailHead head = stores.open().head();
        last = head.sealedSeq();
        lastSeal = head.seal();
    }

    @AfterEach
    void asItWas() {
        restore.reversed().forEach(Runnable::run);
        assertThat(findings()).isEmpty();
    }

    @Test
    void oneByteOfARecord() {
        Document record = record(last - 1);
        replace(logs, record, new Document(record).append("message", "Read the recorD"));
        assertThat(findings()).containsExactly("Record " + (last - 1) + " was altered.");
    }

    @Test
    void aFieldMoreInARecord() {
        Document record = record(last);
        replace(logs, record, new Document(record).append("colour", "teal"));
        assertThat(findings()).containsExactly("Record " + last + " was altered.");
    }

    @Test
    void twoRecordsInEachOthersPlace() {
        Document one = record(last - 1);
        Document other = record(last);
        replace(logs, one, new Document(other).append("_id", one.get("_id")));
        replace(logs, other, new Document(one).append("_id", other.get("_id")));
        assertThat(findings())
                .containsExactly("Record " + (last - 1) + " was altered.", "Record " + last + " was altered.");
    }

    @Test
    void aRecordIsGone() {
        delete(logs, record(last - 1));
        assertThat(findings()).containsExactly("Record " + (last - 1) + " is missing.");
    }

    @Test
    void aRecordIsInserted() {
        Document more = new Document(record(last)).append("_id", new ObjectId());
        insert(logs, more);
        assertThat(findings()).containsExactly("A record was inserted: " + more.getObjectId("_id") + ".");
    }

    @Test
    void aRecordIsInsertedBehindTheLastOne() {
        long number = stores.open().head().seq() + 1000;
        insert(logs, new Document(record(last)).append("_id", TrailNumber.RECORD.toId(number)));
        assertThat(findings()).singleElement().asString().endsWith("with the number " + number + ".");
    }

    @Test
    void theTailIsCutOffRecordsAndSeals() {
        Document seal = seal(lastSeal);
        LongRange cut = new LongRange(Seal.from(seal).from(), last);
        for (long number = cut.from(); number <= cut.to(); number++) {
            delete(logs, record(number));
        }
        delete(seals, seal);
        assertThat(findings())
                .contains("Seal " + lastSeal + " is missing.")
                .contains("Records " + cut.from() + " to " + cut.to() + " are missing.");
    }

    @Test
    void twoSealsInEachOthersPlace() {
        Document one = seal(lastSeal - 1);
        Document other = seal(lastSeal);
        replace(seals, one, new Document(other).append("_id", one.get("_id")));
        replace(seals, other, new Document(one).append("_id", other.get("_id")));
        assertThat(findings())
                .containsExactly(
                        "In the place of seal " + (lastSeal - 1) + " stands the later seal " + lastSeal + ".",
                        "In the place of seal " + lastSeal + " stands the older seal " + (lastSeal - 1) + ".");
    }

    @Test
    void anOldSealIsPlayedAgain() {
        insert(seals, new Document(seal(lastSeal)).append("_id", TrailNumber.SEAL.toId(lastSeal + 1000)));
        assertThat(findings()).singleElement().asString().endsWith("as seal " + (lastSeal + 1000) + ".");
    }

    @Test
    void aRecordAndItsSealAreAlteredToFit() {
        Document record = record(last - 1);
        Document altered = new Document(record).append("message", "Nothing");
        replace(logs, record, altered);
        Document seal = seal(lastSeal);
        replace(
                seals,
                seal,
                new Document(seal)
                        .append(
                                "leaves",
                                seal.getString("leaves").replace(Hashes.ofRecord(record), Hashes.ofRecord(altered))));
        assertThat(findings())
                .containsExactly("Seal " + lastSeal + " was altered: its hashes are not those that were signed.");
    }

    @Test
    void aRecordWhoseSealIsGoneIsNotTakenForGood() {
        Document record = record(last - 1);
        replace(logs, record, new Document(record).append("message", "Nothing"));
        delete(seals, seal(lastSeal));
        assertThat(findings())
                .contains("Seal " + lastSeal + " is missing.")
                .anyMatch(finding -> finding.startsWith("A record up to " + last + " was altered"));
    }

    @Test
    void aRecordIsAlteredBeforeItIsSealed() {
        write(1);
        Delivered.now(engine);
        long number = stores.open().head().seq();
        Document record = record(number);
        replace(logs, record, new Document(record).append("created_at", new Date(0)));
        Delivered.sealed(engine);
        assertThat(findings()).containsExactly("Record " + number + " was altered.");
    }

    @Test
    void nodesThatWriteAndDeliverAtOnceLeaveNothingToFind() throws Exception {
        LogDelivery another = anotherNode();
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Void>> nodes = IntStream.range(0, 4)
                    .<Callable<Void>>mapToObj(i -> () -> {
                        for (int n = 0; n < 20; n++) {
                            write(5);
                            (i % 2 == 0 ? another : engine.bean(LogDelivery.class)).deliver();
                            engine.bean(Sealing.class).seal();
                        }
                        return null;
                    })
                    .toList();
            for (var node : threads.invokeAll(nodes)) {
                node.get();
            }
        }
        Delivered.sealed(engine);
        assertThat(findings()).isEmpty();
        assertThat(stores.open().head().sealedSeq()).isGreaterThanOrEqualTo(last + 400);
    }

    /** It rests between batches, and still delivers all; once the program stops it leaves the rest to the last delivery. */
    @Test
    void deliveryThatGivesWayToPagesDeliversAllTheSame() {
        LogDelivery another = anotherNode();
        OutboxRepository outbox = engine.bean(OutboxRepository.class);
        // As long as this thread holds its lock the engine's own delivery does not come in between; it may write
        // meanwhile.
        synchronized (engine.bean(LogDelivery.class)) {
            another.deliver();
            write(2 * LogDelivery.BATCH + 1);
            another.deliverBesidePages();
            assertThat(outbox.count()).isLessThan(LogDelivery.BATCH);
            write(2 * LogDelivery.BATCH + 1);
            another.close();
            another.deliverBesidePages();
            assertThat(outbox.count()).isGreaterThan(LogDelivery.BATCH);
            another.deliver();
            assertThat(outbox.count()).isLessThan(LogDelivery.BATCH);
        }
        Delivered.sealed(engine);
        assertThat(findings()).isEmpty();
    }

    private LogDelivery anotherNode() {
        return new LogDelivery(
                engine.bean(OutboxRepository.class),
                engine.bean(TrailRepository.class),
                engine.bean(MongoDatabase.class),
                engine.bean(TransactionTemplate.class),
                engine.bean(Clock.class));
    }

    private record LongRange(long from, long to) {}

    private void write(int records) {
        for (int i = 0; i < records; i++) {
            engine.bean(AuditTrail.class)
                    .info(Actor.admin(1), "record.read", "Read the record", Reference.of(new PatientId(NOBODY)));
        }
    }

    private List<String> findings() {
        return TrailCheck.run(stores.open()).findings();
    }

    private Document record(long number) {
        return Objects.requireNonNull(
                logs.find(Filters.eq("_id", TrailNumber.RECORD.toId(number))).first());
    }

    private Document seal(long number) {
        return Objects.requireNonNull(
                seals.find(Filters.eq("_id", TrailNumber.SEAL.toId(number))).first());
    }

    private void replace(MongoCollection<Document> in, Document before, Document after) {
        delete(in, before);
        insert(in, after);
    }

    private void delete(MongoCollection<Document> in, Document document) {
        in.deleteOne(Filters.eq("_id", document.get("_id")));
        restore.add(() -> in.insertOne(document));
    }

    private void insert(MongoCollection<Document> in, Document document) {
        in.insertOne(document);
        restore.add(() -> in.deleteOne(Filters.eq("_id", document.get("_id"))));
    }
}
