package dev.outpatient.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoTimeoutException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.outpatient.AbandonedChanges;
import dev.outpatient.ClinicFixture;
import dev.outpatient.Engine;
import dev.outpatient.Killed;
import dev.outpatient.OnEachEngine;
import dev.outpatient.Trail;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.Reference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/** A document is changed and the trail tells of it, or neither, wherever the program ends in between. */
@OnEachEngine
class DocumentChangesTest {

    private static final String TOLD = "info Cancelled a prescription";

    private final Engine engine;
    private final DocumentChanges changes;
    private final JdbcClient jdbc;
    private final MongoCollection<Document> documents;
    private final ObjectId id = new ObjectId();
    private Actor doctor = Actor.OPERATOR;

    DocumentChangesTest(Engine engine) {
        this.engine = engine;
        this.changes = engine.bean(DocumentChanges.class);
        this.jdbc = engine.bean(JdbcClient.class);
        this.documents = engine.bean(MongoDatabase.class).getCollection("prescription");
    }

    @BeforeEach
    void document() {
        ClinicFixture clinic = new ClinicFixture(engine.program());
        DoctorId id = clinic.doctor();
        doctor = Actor.of(id);
        documents.insertOne(new Document("_id", this.id)
                .append("patient_id", Reference.of(clinic.patient()).toObjectId())
                .append("doctor_id", Reference.of(id).toObjectId())
                .append("code", "before"));
    }

    @AfterEach
    void noDocument() {
        documents.deleteOne(Filters.eq("_id", id));
    }

    @Test
    void aChangeThatIsMadeIsToldOnceAndOneThatIsNotIsNot() {
        assertThat(changes.make(change("after"), () -> update("before", "after")))
                .isTrue();
        assertThat(changes.make(change("late"), () -> update("before", "late"))).isFalse();
        AbandonedChanges.age(engine, id, Duration.ofHours(23));
        changes.settle();
        assertThat(rows()).as("somebody may still ask for the same").isEqualTo(2);
        AbandonedChanges.age(engine, id, Duration.ofHours(2));
        changes.settle();
        assertThat(rows()).isZero();
        assertThat(told()).containsExactly(TOLD);
    }

    /** MongoDB was away for long, and the client tries again at last. */
    @Test
    void whoeverAsksAgainKeepsTheRowFromBeingForgotten() {
        assertThatThrownBy(() -> changes.make(change("after"), () -> {
                    throw new MongoTimeoutException("away");
                }))
                .isInstanceOf(MongoTimeoutException.class);
        AbandonedChanges.age(engine, id, Duration.ofHours(25));
        assertThat(changes.make(change("after"), () -> {
                    changes.settle();
                    return update("before", "after");
                }))
                .isTrue();
        assertThat(told()).containsExactly(TOLD);
    }

    @Test
    void endingAfterTheChangeIsMendedByTheNextStart() {
        assertThatThrownBy(() -> changes.make(change("after"), () -> {
                    update("before", "after");
                    throw new Killed();
                }))
                .isInstanceOf(Killed.class);
        AbandonedChanges.age(engine, id, Duration.ofSeconds(11));
        changes.settle();
        changes.settle();
        assertThat(told()).containsExactly(TOLD);
        assertThat(begun()).isZero();
    }

    @Test
    void endingBeforeTheChangeTellsNothingAndIsForgottenAfterADay() {
        assertThatThrownBy(() -> changes.make(change("after"), () -> {
                    throw new Killed();
                }))
                .isInstanceOf(Killed.class);
        AbandonedChanges.age(engine, id, Duration.ofSeconds(11));
        changes.settle();
        assertThat(begun()).as("it may still come").isOne();
        AbandonedChanges.age(engine, id, Duration.ofHours(25));
        changes.settle();
        assertThat(begun()).isZero();
        assertThat(told()).isEmpty();
    }

    @Test
    void anAnswerThatWasLostIsLookedAtLater() {
        assertThatThrownBy(() -> changes.make(change("after"), () -> {
                    update("before", "after");
                    throw new MongoTimeoutException("lost");
                }))
                .isInstanceOf(MongoTimeoutException.class);
        changes.settle();
        assertThat(told()).as("it may still be under way").isEmpty();
        AbandonedChanges.age(engine, id, Duration.ofSeconds(11));
        changes.settle();
        assertThat(told()).containsExactly(TOLD);
    }

    @Test
    void theSameChangeSentAgainIsToldOnce() {
        assertThatThrownBy(() -> changes.make(change("after"), () -> {
                    update("before", "after");
                    throw new Killed();
                }))
                .isInstanceOf(Killed.class);
        // It is made already, so its condition is gone, and the first one could not tell.
        assertThat(changes.make(change("after"), () -> update("before", "after")))
                .isFalse();
        assertThat(told()).containsExactly(TOLD);
        assertThat(begun()).isZero();
    }

    @Test
    void ofManyAtOnceTheOneThatIsMadeIsTold() throws Exception {
        List<Callable<Boolean>> tries = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            // Some make the same change, as who does it twice within a millisecond.
            String to = "after" + i / 2;
            tries.add(() -> changes.make(change(to), () -> update("before", to)));
            tries.add(() -> {
                AbandonedChanges.age(engine, id, Duration.ofSeconds(11));
                return changes.settle() < 0;
            });
        }
        Collections.shuffle(tries);
        int made = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> one : threads.invokeAll(tries)) {
                made += one.get() ? 1 : 0;
            }
        }
        assertThat(made).isOne();
        assertThat(told()).containsExactly(TOLD);
        AbandonedChanges.age(engine, id, Duration.ofHours(25));
        changes.settle();
        assertThat(begun()).isZero();
        assertThat(told()).containsExactly(TOLD);
    }

    /** Both share a row; the one that comes too late does not take it from the one whose change is made. */
    @Test
    void whoeverIsTooLateLeavesTheRowToTheOther() {
        AtomicBoolean second = new AtomicBoolean(true);
        assertThat(changes.make(change("after"), () -> {
                    second.set(changes.make(change("after"), () -> false));
                    return update("before", "after");
                }))
                .isTrue();
        assertThat(second).isFalse();
        assertThat(told()).containsExactly(TOLD);
    }

    /** It finds the row that the first left, though the first has ended and told. */
    @Test
    void theSameChangeAskedForAfterItWasToldIsNotToldAgain() {
        DocumentChange same = change("after");
        assertThat(changes.make(same, () -> update("before", "after"))).isTrue();
        assertThat(changes.make(same, () -> update("before", "after"))).isFalse();
        AbandonedChanges.age(engine, id, Duration.ofSeconds(11));
        changes.settle();
        assertThat(told()).containsExactly(TOLD);
    }

    @Test
    void refusesToBeginWithinATransaction() {
        TransactionTemplate transaction = engine.bean(TransactionTemplate.class);
        assertThatThrownBy(() -> transaction.executeWithoutResult(
                        status -> changes.make(change("after"), () -> update("before", "after"))))
                .isInstanceOf(IllegalTransactionStateException.class);
        assertThat(told()).isEmpty();
    }

    private DocumentChange change(String to) {
        Bson proof = Filters.and(Filters.eq("_id", id), Filters.eq("code", to));
        return DocumentChange.of("prescription", proof, doctor, "prescription.changed", "Cancelled a prescription");
    }

    private boolean update(String from, String to) {
        return documents
                        .updateOne(
                                Filters.and(Filters.eq("_id", id), Filters.eq("code", from)), Updates.set("code", to))
                        .getModifiedCount()
                == 1;
    }

    private List<String> told() {
        return new Trail(engine).of(doctor);
    }

    private long rows() {
        return jdbc.sql("SELECT COUNT(*) FROM log_begun WHERE proof LIKE ?")
                .param("%" + id + "%")
                .query(Long.class)
                .single();
    }

    /** Of which nobody was told. */
    private long begun() {
        return jdbc.sql("SELECT COUNT(*) FROM log_begun WHERE told_at IS NULL AND proof LIKE ?")
                .param("%" + id + "%")
                .query(Long.class)
                .single();
    }
}
