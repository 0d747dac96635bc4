package dev.outpatient.audit;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.outpatient.audit.OutboxRepository.Numbered;
import dev.outpatient.audit.TrailRepository.Leaf;
import dev.outpatient.audit.TrailRepository.WaitingSeal;
import dev.outpatient.shared.DocumentSchema;
import dev.outpatient.shared.InsertOnce;
import java.time.Clock;
import java.util.List;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Seals what was delivered, once a minute. What a seal says comes from the hashes that MySQL kept since the record got
 * its number, not from MongoDB: a record that was altered before it was sealed does not fit its seal. A seal is
 * committed in MySQL and sent afterwards, as records are, so that each number stands for one seal only.
 */
@Component
class Sealing {

    private static final Logger log = LoggerFactory.getLogger(Sealing.class);
    private static final int LARGEST = 500;

    private final TrailRepository repository;
    private final OutboxRepository outbox;
    private final SigningKeys keys;
    private final MongoCollection<Document> seals;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Sealing(
            TrailRepository repository,
            OutboxRepository outbox,
            SigningKeys keys,
            MongoDatabase documents,
            TransactionTemplate transaction,
            Clock clock) {
        this.repository = repository;
        this.outbox = outbox;
        this.keys = keys;
        this.seals = DocumentSchema.load("log_seal").applyTo(documents);
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${outpatient.trail.seal-every:PT1M}", initialDelayString = "PT10S")
    synchronized void seal() {
        try {
            while (sealOnce() == LARGEST) {
                log.debug("Sealed {} log records", LARGEST);
            }
        } catch (MongoException e) {
            log.warn("Seals of the trail wait in MySQL: {}", e.getMessage());
        }
    }

    private int sealOnce() {
        Integer sealed = transaction.execute(
                status -> repository.tryHead().map(this::sealNext).orElse(0));
        transaction.executeWithoutResult(status -> repository.tryHead().ifPresent(head -> send()));
        return sealed == null ? 0 : sealed;
    }

    private int sealNext(TrailHead head) {
        List<Numbered> undelivered = outbox.listNumbered(1);
        long before =
                undelivered.isEmpty() ? Long.MAX_VALUE : undelivered.getFirst().seq();
        List<String> records = repository.listLeaves(LARGEST).stream()
                .filter(leaf -> leaf.seq() < before)
                .map(Leaf::hash)
                .toList();
        if (records.isEmpty()) {
            return 0;
        }
        repository.addSeal(Seal.over(head, records, clock.instant(), keys));
        return records.size();
    }

    private void send() {
        for (WaitingSeal waiting : repository.listWaitingSeals()) {
            // By way of the seal, as JSON keeps no long number apart from a short one.
            InsertOnce.insert(
                    seals, List.of(Seal.from(Document.parse(waiting.body())).toDocument()));
            repository.deleteWaitingSeal(waiting.sealNumber());
        }
    }
}
