package dev.outpatient.audit;

import dev.outpatient.audit.LogBacklogRepository.Told;
import dev.outpatient.audit.OutboxRepository.Numbered;
import dev.outpatient.shared.Backlog;
import dev.outpatient.shared.Reference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.springframework.stereotype.Service;

/** What operators have to know of the trail's way from MySQL to MongoDB: what waits, what was refused, what is missing. */
@Service
public class LogBacklog {

    /**
     * Somebody or something that records name.
     *
     * @param part as what: user, subject or reference
     * @param owner the reference, in hexadecimal
     * @param first the number of the first record
     */
    public record Named(String part, String owner, long records, long first) {}

    private static final int AT_ONCE = 500;

    private final LogBacklogRepository backlog;
    private final OutboxRepository outbox;
    private final TrailRepository trail;
    private final TrailStores stores;
    private final LogDelivery delivery;

    LogBacklog(
            LogBacklogRepository backlog,
            OutboxRepository outbox,
            TrailRepository trail,
            TrailStores stores,
            LogDelivery delivery) {
        this.backlog = backlog;
        this.outbox = outbox;
        this.trail = trail;
        this.stores = stores;
        this.delivery = delivery;
    }

    /** Records that MongoDB does not have yet. */
    public Backlog waiting() {
        return backlog.waiting();
    }

    /** Records that MongoDB refused; a person has to look at them. */
    public long setAside() {
        return backlog.countSetAside();
    }

    /** Tries to deliver what waits, at once. Without MongoDB it goes on waiting. */
    public void deliver() {
        delivery.deliver();
    }

    /**
     * The actions that the trail tells about each of the references, whether delivered or on their way. It knows those
     * for which MySQL has a key: see {@link #told}.
     *
     * @throws com.mongodb.MongoException when MongoDB is away
     */
    public Map<Reference, Set<String>> actions(Collection<Reference> about) {
        Map<String, Reference> wanted = new HashMap<>();
        about.forEach(reference -> wanted.put(reference.toObjectId().toHexString(), reference));
        Map<Reference, Set<String>> actions = new HashMap<>();
        if (wanted.isEmpty()) {
            return actions;
        }
        for (String body : backlog.listUnnumbered()) {
            note(Document.parse(body), wanted, actions);
        }
        List<Long> numbers = new ArrayList<>(backlog.listTold(List.copyOf(wanted.keySet())).stream()
                .map(Told::seq)
                .toList());
        for (int from = 0; from < numbers.size(); from += AT_ONCE) {
            List<Long> part = numbers.subList(from, Math.min(numbers.size(), from + AT_ONCE));
            Map<Long, Document> found = stores.delivered(part.stream().mapToLong(Long::longValue));
            for (long number : part) {
                Document delivered = found.get(number);
                if (delivered != null) {
                    note(delivered, wanted, actions);
                } else {
                    outbox.listOutside(number, number).stream()
                            .map(Numbered::body)
                            .forEach(body -> note(Document.parse(body), wanted, actions));
                }
            }
        }
        return actions;
    }

    private static void note(Document log, Map<String, Reference> wanted, Map<Reference, Set<String>> actions) {
        ObjectId id = log.getObjectId("reference_id");
        Reference reference = id == null ? null : wanted.get(id.toHexString());
        if (reference != null) {
            actions.computeIfAbsent(reference, r -> new HashSet<>()).add(String.valueOf(log.getString("action")));
        }
    }

    /**
     * Those of the references about which MongoDB has a record of one of the actions, whether MySQL has a key for it or
     * not.
     *
     * @throws com.mongodb.MongoException when MongoDB is away
     */
    public Set<Reference> told(Collection<Reference> about, Set<String> actions) {
        return about.isEmpty() ? Set.of() : stores.told(about, actions);
    }

    /** Shows all whom records name, some at a time. */
    public void eachNamed(int atOnce, Consumer<List<Named>> some) {
        for (String part : LogKeys.PARTS) {
            String after = "";
            List<Named> found;
            do {
                found = backlog.listNamed(part, after, atOnce);
                if (!found.isEmpty()) {
                    after = found.getLast().owner();
                    some.accept(found);
                }
            } while (found.size() == atOnce);
        }
    }

    /** When the oldest record was written that no purge took; empty where nothing was purged. */
    public Optional<Instant> purgedBefore() {
        long purged = trail.getHead().purge().seq();
        if (purged == 0) {
            return Optional.empty();
        }
        return Optional.ofNullable(stores.delivered(LongStream.of(purged + 1)).get(purged + 1))
                .map(first -> first.getDate("created_at").toInstant());
    }
}
