package dev.outpatient.audit;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import dev.outpatient.audit.BegunRepository.Begun;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes of documents, each with its record in the trail, over two stores that share no transaction. First MySQL takes
 * the record aside; then the document is changed; then the record joins the trail. Where nobody knows whether the
 * document was changed, because the program or a connection ended in between, a job looks: of a change that was made the
 * trail tells then, and what was never made is forgotten after a while.
 */
@Service
public class DocumentChanges {

    private static final Logger log = LoggerFactory.getLogger(DocumentChanges.class);

    /** No request that was begun earlier changes anything any more, or tells of it. */
    private static final Duration GIVEN_UP = Duration.ofDays(1);

    /** A request that was begun later most likely tells by itself. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(10);

    private static final int AT_ONCE = 500;

    private final BegunRepository begun;
    private final OutboxRepository outbox;
    private final AuditTrail trail;
    private final MongoDatabase documents;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DocumentChanges(
            BegunRepository begun,
            OutboxRepository outbox,
            AuditTrail trail,
            MongoDatabase documents,
            TransactionTemplate transaction,
            Clock clock) {
        this.begun = begun;
        this.outbox = outbox;
        this.trail = trail;
        this.documents = documents;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Makes a change and tells of it. Not within a transaction, as its first step is to be committed before the second.
     *
     * <p>Whoever asks at the same time for what has the same proof shares the row, and does not take it away when its own
     * work was not done: the other's may be. That it was told stays there for a day, so nobody tells again.
     *
     * @param work one conditional write of one document; says whether its condition was met
     * @return what the work said
     * @throws MongoException when MongoDB is away; whether the change was made is not known then
     */
    @Transactional(propagation = Propagation.NEVER)
    public boolean make(DocumentChange change, BooleanSupplier work) {
        Begun one = begin(change);
        boolean made = work.getAsBoolean();
        // Not made now, it may have been by the same request, sent before.
        if (made || isMade(one)) {
            tell(one);
        }
        return made;
    }

    private Begun begin(DocumentChange change) {
        Begun wanted = new Begun(
                new ObjectId().toHexString(),
                change.collection(),
                change.proof().toBsonDocument(),
                trail.bodyOf(change),
                clock.instant());
        try {
            begun.insert(wanted);
            return wanted;
        } catch (DuplicateKeyException e) {
            // The same change was begun by somebody else, who may be gone. Renewed, the row stays for a day.
            begun.renew(wanted.collection(), wanted.proof(), wanted.begunAt());
            Optional<Begun> same = begun.find(wanted.collection(), wanted.proof());
            if (same.isPresent()) {
                return same.get();
            }
        }
        // It was forgotten in between.
        begun.insert(wanted);
        return wanted;
    }

    /** Tells of changes that were made by a program that ended before it could say so. */
    @Scheduled(fixedDelay = 10_000, initialDelay = 1_000)
    void settleAbandoned() {
        try {
            int told = settle();
            if (told > 0) {
                log.info("The trail was told of {} changes whose requests had ended too soon", told);
            }
        } catch (MongoException e) {
            log.warn("Changes that were begun wait for MongoDB: {}", e.getMessage());
        }
    }

    /**
     * Tells of every change that was made and not told, but for those of the last seconds, whose requests may be under way.
     *
     * @return how many
     * @throws MongoException when MongoDB is away
     */
    public int settle() {
        Instant now = clock.instant();
        Instant givenUp = now.minus(GIVEN_UP);
        int told = 0;
        for (Begun one : untold(now.minus(UNDER_WAY))) {
            if (isMade(one)) {
                told += tell(one) ? 1 : 0;
            } else if (one.begunAt().isBefore(givenUp)) {
                begun.deleteUntold(one.id(), givenUp);
            }
        }
        begun.deleteTold(givenUp);
        return told;
    }

    /**
     * How many changes were made long ago and not told.
     *
     * @throws MongoException when MongoDB is away
     */
    public long countUntold(Instant before) {
        long untold = 0;
        for (Begun one : untold(before)) {
            untold += isMade(one) ? 1 : 0;
        }
        return untold;
    }

    /** In pages, so that not all are in memory. */
    private Iterable<Begun> untold(Instant begunBefore) {
        return () -> Stream.iterate(
                        begun.listUntold(begunBefore, "", AT_ONCE),
                        page -> !page.isEmpty(),
                        page -> begun.listUntold(begunBefore, page.getLast().id(), AT_ONCE))
                .flatMap(List::stream)
                .iterator();
    }

    private boolean isMade(Begun one) {
        return documents
                        .getCollection(one.collection(), Document.class)
                        .find(one.proof())
                        .limit(1)
                        .first()
                != null;
    }

    /** @return whether nobody had told of it */
    private boolean tell(Begun one) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean first = begun.markTold(one.id(), clock.instant());
            if (first) {
                outbox.append(one.body());
            }
            return first;
        }));
    }
}
