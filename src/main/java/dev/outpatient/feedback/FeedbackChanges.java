package dev.outpatient.feedback;

import dev.outpatient.accounts.RequestKey;
import dev.outpatient.accounts.RequestKeys;
import dev.outpatient.audit.DocumentChange;
import dev.outpatient.audit.DocumentChanges;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.Reference;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes feedback, each time with what the trail says of it.
 *
 * <p>All methods but {@link #begin} throw {@link com.mongodb.MongoException} when MongoDB is away.
 */
@Component
class FeedbackChanges {

    private static final Logger log = LoggerFactory.getLogger(FeedbackChanges.class);

    private final FeedbackDocuments feedback;
    private final DocumentChanges changes;
    private final RequestKeys requestKeys;
    private final TransactionTemplate transaction;
    private final Clock clock;

    FeedbackChanges(
            FeedbackDocuments feedback,
            DocumentChanges changes,
            RequestKeys requestKeys,
            TransactionTemplate transaction,
            Clock clock) {
        this.feedback = feedback;
        this.changes = changes;
        this.requestKeys = requestKeys;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Keeps the key for this request: another one with it is refused. */
    void begin(Actor actor, RequestKey key, AppointmentId visit, ObjectId given) {
        try {
            transaction.executeWithoutResult(status -> {
                if (requestKeys.findCreated(actor, key).isEmpty()) {
                    requestKeys.created(actor, key, visit.value());
                }
            });
        } catch (CannotAcquireLockException e) {
            // The same request, at the same time: it has kept the key.
            log.debug("The key of feedback {} was kept by another request", given, e);
        }
    }

    /** @return false when the visit has one already */
    boolean give(Actor actor, Feedback given) {
        return changes.make(
                change(given, FeedbackDocuments.proof(given.id()), actor, "feedback.given", "Rated the visit"),
                () -> feedback.insert(given));
    }

    /** @return whether it had no answer until now */
    boolean answer(Actor actor, Feedback said, String text) {
        Instant now = now();
        return changes.make(
                change(
                        said,
                        FeedbackDocuments.proofOfAnswer(said.id(), now),
                        actor,
                        "feedback.answered",
                        "Answered the feedback"),
                () -> feedback.answer(said.id(), text, now));
    }

    /** @return whether it was in sight until now */
    boolean hide(Actor actor, Feedback said, String reason) {
        Instant now = now();
        return changes.make(
                change(
                                said,
                                FeedbackDocuments.proofOfHiding(said.id(), actor.reference(), now),
                                actor,
                                "feedback.hidden",
                                "Hid the feedback")
                        .asWarning(),
                () -> feedback.hide(said.id(), actor.reference(), reason, now));
    }

    /** As precise as MongoDB keeps it. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** The same for the same request, sent again. */
    static ObjectId idFor(Actor actor, @Nullable RequestKey key) {
        return key == null ? new ObjectId() : key.documentId(actor);
    }

    private static DocumentChange change(Feedback said, Bson proof, Actor actor, String action, String message) {
        Reference patient = Reference.of(said.patientId());
        AppointmentId visit = said.appointmentId();
        Reference[] about = visit == null ? new Reference[] {patient} : new Reference[] {Reference.of(visit), patient};
        return DocumentChange.of(FeedbackDocuments.COLLECTION, proof, actor, action, message, about);
    }
}
