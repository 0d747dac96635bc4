package dev.outpatient.audit;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import dev.outpatient.audit.OutboxRepository.Numbered;
import dev.outpatient.audit.SigningKeys.PublicHalf;
import dev.outpatient.audit.SigningKeys.Purpose;
import dev.outpatient.audit.TrailRepository.Leaf;
import dev.outpatient.shared.Reference;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads the trail from the two stores, by number. Every read is by a list of ids, which any document store indexes. */
@Component
class TrailStores {

    private final TrailRepository repository;
    private final OutboxRepository outbox;
    private final SigningKeys keys;
    private final MongoCollection<Document> logs;
    private final MongoCollection<Document> seals;
    private final TransactionTemplate transaction;

    TrailStores(
            TrailRepository repository,
            OutboxRepository outbox,
            SigningKeys keys,
            MongoDatabase documents,
            TransactionTemplate transaction) {
        this.repository = repository;
        this.outbox = outbox;
        this.keys = keys;
        this.logs = documents.getCollection("logs");
        this.seals = documents.getCollection("log_seal");
        this.transaction = transaction;
    }

    /** Records in MongoDB of these numbers. */
    Map<Long, Document> delivered(LongStream numbers) {
        return find(logs, TrailNumber.RECORD, numbers);
    }

    /** Those of the references about which a delivered record tells one of the actions. */
    Set<Reference> told(Collection<Reference> about, Set<String> actions) {
        Set<Reference> told = new HashSet<>();
        logs.find(Filters.and(
                        Filters.in(
                                "reference_id",
                                about.stream().map(Reference::toObjectId).toList()),
                        Filters.in("action", actions)))
                .projection(Projections.include("reference_id"))
                .forEach(log -> Reference.from(log.getObjectId("reference_id")).ifPresent(told::add));
        return told;
    }

    /** The trail as it is at this moment. */
    TrailSource open() {
        Snapshot snapshot = transaction.execute(status -> {
            TrailHead head = repository.lockHead();
            Map<Long, String> leaves = new HashMap<>();
            for (Leaf leaf : repository.listLeaves(Integer.MAX_VALUE)) {
                leaves.put(leaf.seq(), leaf.hash());
            }
            return new Snapshot(head, leaves);
        });
        if (snapshot == null) {
            throw new IllegalStateException("No head of the trail");
        }
        return snapshot;
    }

    private static Map<Long, Document> find(
            MongoCollection<Document> collection, TrailNumber kind, LongStream numbers) {
        List<ObjectId> ids = numbers.mapToObj(kind::toId).toList();
        Map<Long, Document> found = new HashMap<>();
        if (!ids.isEmpty()) {
            collection
                    .find(Filters.in("_id", ids))
                    .forEach(document ->
                            kind.from(document.get("_id")).ifPresent(number -> found.put(number, document)));
        }
        return found;
    }

    private final class Snapshot implements TrailSource {

        private final TrailHead head;
        private final Map<Long, String> leaves;

        private Snapshot(TrailHead head, Map<Long, String> leaves) {
            this.head = head;
            this.leaves = leaves;
        }

        @Override
        public TrailHead head() {
            return head;
        }

        @Override
        public Map<Long, String> leaves() {
            return leaves;
        }

        @Override
        public Map<Long, Document> seals(long from, long to) {
            Map<Long, Document> all = new HashMap<>();
            // In this order, as what leaves MySQL has arrived in MongoDB.
            repository.listWaitingSeals().forEach(seal -> all.put(seal.sealNumber(), Document.parse(seal.body())));
            all.putAll(find(seals, TrailNumber.SEAL, LongStream.rangeClosed(from, to)));
            return all;
        }

        @Override
        public Map<Long, Document> records(long from, long to) {
            Map<Long, Document> all = new HashMap<>();
            for (Numbered record : outbox.listOutside(from, to)) {
                all.put(record.seq(), LogDelivery.document(record));
            }
            all.putAll(delivered(LongStream.rangeClosed(from, to)));
            return all;
        }

        @Override
        public List<String> strays() {
            List<String> strays = new ArrayList<>();
            for (ObjectId id : ids(logs)) {
                OptionalLong number = TrailNumber.RECORD.from(id);
                if (number.isEmpty()
                        || isOutside(number.getAsLong(), head.purge().seq(), head.seq(), TrailHead::seq)) {
                    strays.add("A record was inserted: " + id.toHexString()
                            + (number.isPresent() ? ", with the number " + number.getAsLong() : "") + ".");
                }
            }
            for (ObjectId id : ids(seals)) {
                OptionalLong number = TrailNumber.SEAL.from(id);
                if (number.isEmpty()
                        || isOutside(number.getAsLong(), head.purge().seal(), head.seal(), TrailHead::seal)) {
                    strays.add("A seal was inserted: " + id.toHexString()
                            + (number.isPresent() ? ", as seal " + number.getAsLong() : "") + ".");
                }
            }
            return strays;
        }

        /** Beyond the end that was known it is read anew, as the program may go on meanwhile. */
        private boolean isOutside(long number, long purged, long end, ToLongFunction<TrailHead> endNow) {
            return number <= purged || number > end && number > endNow.applyAsLong(repository.getHead());
        }

        private static Iterable<ObjectId> ids(MongoCollection<Document> collection) {
            return collection.find().projection(Projections.include("_id")).map(found -> found.getObjectId("_id"));
        }

        @Override
        public Optional<PublicKey> key(String kid) {
            return keys.find(Purpose.SEAL, kid).map(PublicHalf::key);
        }
    }
}
