package dev.outpatient.audit;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.outpatient.audit.OutboxRepository.Waiting;
import dev.outpatient.shared.DocumentSchema;
import dev.outpatient.shared.InsertOnce;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves log records from MySQL to MongoDB, oldest first. A record keeps its id, so one that is sent twice, because the
 * program stopped in between, arrives once. While MongoDB is away the pause between tries doubles up to a minute.
 */
@Component
class LogDelivery {

    private static final Logger log = LoggerFactory.getLogger(LogDelivery.class);
    private static final int BATCH = 500;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final OutboxRepository outbox;
    private final MongoCollection<Document> logs;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private Duration pause = Duration.ZERO;
    private Instant nextTryAt = Instant.EPOCH;

    LogDelivery(OutboxRepository outbox, MongoDatabase documents, TransactionTemplate transaction, Clock clock) {
        this.outbox = outbox;
        this.logs = DocumentSchema.load("logs").applyTo(documents);
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 500)
    synchronized void deliver() {
        if (clock.instant().isBefore(nextTryAt)) {
            return;
        }
        try {
            while (deliverBatch() == BATCH) {
                log.debug("Delivered {} log records", BATCH);
            }
            pause = Duration.ZERO;
        } catch (MongoException e) {
            pause = pause.isZero() ? Duration.ofSeconds(1) : pause.multipliedBy(2);
            pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
            nextTryAt = clock.instant().plus(pause);
            log.warn("Log records wait in MySQL, next try in {}: {}", pause, e.getMessage());
        }
    }

    /** What this node wrote is delivered before it goes, if MongoDB is there. */
    @PreDestroy
    void deliverLast() {
        deliver();
    }

    private int deliverBatch() {
        Integer delivered = transaction.execute(status -> {
            List<Waiting> waiting = outbox.lockOldest(BATCH);
            if (waiting.isEmpty()) {
                return 0;
            }
            InsertOnce.insert(
                    logs, waiting.stream().map(w -> Document.parse(w.body())).toList());
            outbox.delete(waiting.stream().map(Waiting::id).toList());
            return waiting.size();
        });
        return delivered == null ? 0 : delivered;
    }
}
