package dev.outpatient.audit;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.outpatient.audit.SigningKeys.Purpose;
import dev.outpatient.audit.SigningKeys.Signed;
import dev.outpatient.audit.TrailHead.Purge;
import dev.outpatient.shared.Actor;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one place where records leave the trail: whole seals that are older than the clinic keeps them, oldest first. What
 * is gone is replaced by a signed statement of where the trail begins now, so that the rest can still be checked, and
 * the purge itself is a record.
 */
@Component
class LogPurge {

    private final TrailRepository repository;
    private final TrailStores stores;
    private final SigningKeys keys;
    private final AuditTrail trail;
    private final MongoCollection<Document> logs;
    private final MongoCollection<Document> seals;
    private final TransactionTemplate transaction;

    LogPurge(
            TrailRepository repository,
            TrailStores stores,
            SigningKeys keys,
            AuditTrail trail,
            MongoDatabase documents,
            TransactionTemplate transaction) {
        this.repository = repository;
        this.stores = stores;
        this.keys = keys;
        this.trail = trail;
        this.logs = documents.getCollection("logs");
        this.seals = documents.getCollection("log_seal");
        this.transaction = transaction;
    }

    /**
     * Removes the records of the seals that were made before a moment. What a purge that was stopped left is removed
     * too.
     *
     * @return how many records there were
     */
    long purge(Instant before) {
        TrailSource source = stores.open();
        TrailHead head = source.head();
        Optional<Seal> last = Optional.empty();
        for (long number = head.purge().seal() + 1; number <= head.seal(); number++) {
            Document found = source.seals(number, number).get(number);
            Optional<Seal> seal = Optional.ofNullable(found).map(Seal::from);
            if (seal.isEmpty() || !seal.get().createdAt().isBefore(before)) {
                break;
            }
            last = seal;
        }
        if (last.isEmpty()) {
            remove(head.purge());
            return 0;
        }
        Seal end = last.get();
        Purge unsigned = new Purge(end.to(), end.root(), end.number(), end.hash(), null, null);
        Signed signed = keys.sign(Purpose.SEAL, unsigned.content());
        // First the statement, then the deed: what is not removed yet is found by verify-logs, and by the next purge.
        Purge mark = Objects.requireNonNull(transaction.execute(status -> {
            // Another purge may have gone further meanwhile, and what it signed must not be taken back.
            Purge now = repository.lockHead().purge();
            if (now.seal() >= end.number()) {
                return now;
            }
            repository.purge(unsigned.signed(signed.kid(), Base64.getEncoder().encodeToString(signed.value())));
            trail.warning(
                    Actor.OPERATOR,
                    "trail.purged",
                    "Purged the trail up to record " + end.to() + ", sealed at " + end.createdAt() + ", hash "
                            + end.root());
            return now;
        }));
        boolean overtaken = mark.seal() >= end.number();
        remove(overtaken ? mark : unsigned);
        return overtaken ? 0 : end.to() - mark.seq();
    }

    private void remove(Purge upTo) {
        remove(logs, TrailNumber.RECORD, upTo.seq());
        remove(seals, TrailNumber.SEAL, upTo.seal());
    }

    private static void remove(MongoCollection<Document> from, TrailNumber kind, long last) {
        from.deleteMany(Filters.and(Filters.gt("_id", kind.toId(0)), Filters.lt("_id", kind.toId(last + 1))));
    }
}
