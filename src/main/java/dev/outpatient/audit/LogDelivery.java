package dev.outpatient.audit;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.outpatient.audit.OutboxRepository.Numbered;
import dev.outpatient.audit.OutboxRepository.Waiting;
import dev.outpatient.audit.TrailRepository.Key;
import dev.outpatient.audit.TrailRepository.Leaf;
import dev.outpatient.shared.DocumentSchema;
import dev.outpatient.shared.InsertOnce;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves log records from MySQL to MongoDB in two steps. In the first, which is committed before the second begins, they
 * get consecutive numbers and their hashes; in the second they are sent, oldest first. So a record that is sent twice,
 * because the program stopped in between, arrives once and under the same number. Whichever node holds the lock of the
 * head works; the others find it taken and leave at once. While MongoDB is away the pause between tries doubles up to a
 * minute; a record that MongoDB refuses is set aside and holds up none behind it.
 */
@Component
class LogDelivery {

    private static final Logger log = LoggerFactory.getLogger(LogDelivery.class);

    /** Small, so that a page that is asked for meanwhile waits for no more than some milliseconds of this. */
    static final int BATCH = 40;

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final int LONGEST_REASON = 500;

    private final OutboxRepository outbox;
    private final TrailRepository repository;
    private final MongoCollection<Document> logs;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private Duration pause = Duration.ZERO;
    private Instant nextTryAt = Instant.EPOCH;
    private volatile boolean closing;

    LogDelivery(
            OutboxRepository outbox,
            TrailRepository repository,
            MongoDatabase documents,
            TransactionTemplate transaction,
            Clock clock) {
        this.outbox = outbox;
        this.repository = repository;
        this.logs = DocumentSchema.load("logs").applyTo(documents);
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Gives way to the pages: of what many of them wrote at once, it rests after each batch as long as that took. */
    @Scheduled(fixedDelay = 500)
    void deliverBesidePages() {
        long begin = System.nanoTime();
        while (deliverBatch() && !closing) {
            LockSupport.parkNanos(System.nanoTime() - begin);
            begin = System.nanoTime();
        }
    }

    /** Nobody asks for pages any more: what waits is left to {@link #deliver}, which does not rest. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closing = true;
    }

    /** All that waits, if MongoDB is there: so what this node wrote is delivered before it goes. */
    @PreDestroy
    void deliver() {
        boolean more = true;
        while (more) {
            more = deliverBatch();
        }
    }

    /** @return whether more may wait that can be delivered at once */
    private synchronized boolean deliverBatch() {
        if (clock.instant().isBefore(nextTryAt)) {
            return false;
        }
        try {
            int numbered = step(this::number);
            int sent = step(this::send);
            pause = Duration.ZERO;
            return Math.max(numbered, sent) == BATCH;
        } catch (MongoException e) {
            pause = pause.isZero() ? Duration.ofSeconds(1) : pause.multipliedBy(2);
            pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
            nextTryAt = clock.instant().plus(pause);
            log.warn("Log records wait in MySQL, next try in {}: {}", pause, e.getMessage());
            return false;
        }
    }

    private interface Step {
        int with(TrailHead head);
    }

    /** In one transaction that holds the head; nothing when another node holds it. */
    private int step(Step step) {
        Integer done = transaction.execute(
                status -> repository.tryHead().map(step::with).orElse(0));
        return done == null ? 0 : done;
    }

    private int number(TrailHead head) {
        List<Waiting> waiting = outbox.listUnnumbered(BATCH);
        if (waiting.isEmpty()) {
            return 0;
        }
        List<Leaf> leaves = new ArrayList<>();
        List<Key> keys = new ArrayList<>();
        Set<String> hours = new HashSet<>();
        long seq = head.seq();
        String hash = head.hash();
        for (Waiting record : waiting) {
            seq++;
            Document document = document(new Numbered(seq, record.body()));
            String leaf = Hashes.ofRecord(document);
            leaves.add(new Leaf(seq, leaf));
            hash = Hashes.running(hash, leaf);
            keysOf(document, seq, hours, keys);
        }
        outbox.number(waiting, head.seq() + 1);
        repository.add(leaves, keys);
        repository.moveHead(seq, hash);
        return waiting.size();
    }

    private void keysOf(Document log, long seq, Set<String> hours, List<Key> keys) {
        for (String part : LogKeys.PARTS) {
            if (log.getObjectId(part + "_id") != null) {
                keys.add(new Key(part, log.getObjectId(part + "_id").toHexString(), seq));
            }
        }
        String severity = log.getString("severity");
        if (!severity.equals("info")) {
            keys.add(new Key(LogKeys.SEVERITY, severity, seq));
        }
        String hour = LogKeys.hour(log.getDate("created_at").toInstant().truncatedTo(ChronoUnit.HOURS));
        if (hours.add(hour) && !repository.hasHour(hour)) {
            keys.add(new Key(LogKeys.HOUR, hour, seq));
        }
    }

    private int send(TrailHead head) {
        List<Numbered> waiting = outbox.listNumbered(BATCH);
        if (waiting.isEmpty()) {
            return 0;
        }
        try {
            InsertOnce.insert(logs, waiting.stream().map(LogDelivery::document).toList());
        } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() != null || e.getWriteErrors().isEmpty()) {
                throw e;
            }
            e.getWriteErrors().stream()
                    .filter(error -> error.getCategory() != ErrorCategory.DUPLICATE_KEY)
                    .forEach(error -> setAside(waiting.get(error.getIndex()), error));
        }
        outbox.deleteNumbered(waiting.getFirst().seq(), waiting.getLast().seq());
        return waiting.size();
    }

    private void setAside(Numbered record, BulkWriteError error) {
        String reason =
                error.getCode() + " " + Optional.ofNullable(error.getMessage()).orElse("");
        outbox.setAside(record, reason.substring(0, Math.min(reason.length(), LONGEST_REASON)), clock.instant());
        log.error("MongoDB refused log record {}; it stays in log_set_aside: {}", record.seq(), reason);
    }

    /** The document of a record, as it is sent and as it is hashed. */
    static Document document(Numbered record) {
        Document document = new Document("_id", TrailNumber.RECORD.toId(record.seq())).append("seq", record.seq());
        document.putAll(Document.parse(record.body()));
        return document;
    }
}
