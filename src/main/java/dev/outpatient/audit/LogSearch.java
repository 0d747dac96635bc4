package dev.outpatient.audit;

import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DocumentStore;
import dev.outpatient.shared.Page;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Reference;
import dev.outpatient.shared.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Reads the trail, newest first. MySQL says which numbers come into question, MongoDB gives the records of these
 * numbers, and the rest of the filter is looked at here. So each request ends after a bounded time, whatever the store
 * indexes: where it finds too few meanwhile it answers with these and with where to go on.
 *
 * <p>All methods throw {@link Problem.Unavailable} when MongoDB is away.
 */
@Service
public class LogSearch {

    /** How many records are read at once, where the keys do not say it all. */
    private static final int WINDOW = 250;
    /** After so long a request answers with what it has: an embedded store reads about a thousand records meanwhile. */
    private static final Duration LONGEST = Duration.ofMillis(120);
    /** So much later than it happened may a record get its number, where another node is slow. */
    private static final Duration SLACK = Duration.ofHours(2);

    private record Key(String part, String owner) {}

    private record Bounds(long from, long before) {

        /** What follows on the record of a number. */
        Bounds after(LogOrder order, long number) {
            return order == LogOrder.NEWEST
                    ? new Bounds(from, Math.min(before, number))
                    : new Bounds(Math.max(from, number + 1), before);
        }
    }

    private final TrailRepository repository;
    private final TrailStores stores;
    private final AuditTrail trail;

    LogSearch(TrailRepository repository, TrailStores stores, AuditTrail trail) {
        this.repository = repository;
        this.stores = stores;
        this.trail = trail;
    }

    /**
     * A page of the trail, newest first. As {@link #search(Actor, LogFilter, LogOrder, String, int)}.
     *
     * @throws Problem.Forbidden when the actor is no admin
     * @throws Problem.Invalid when the cursor is none of ours
     */
    public Page<LogEntry> search(Actor actor, LogFilter filter, @Nullable String after, int limit) {
        return search(actor, filter, LogOrder.NEWEST, after, limit);
    }

    /**
     * A page of the trail, for admins. It may hold fewer than asked for, even none, and still have a next one: then that
     * is where the search goes on.
     *
     * @param after the cursor of the page before, or null for the first
     * @throws Problem.Forbidden when the actor is no admin
     * @throws Problem.Invalid when the cursor is none of ours
     */
    public Page<LogEntry> search(Actor actor, LogFilter filter, LogOrder order, @Nullable String after, int limit) {
        requireAdmin(actor);
        Long number = cursor(after);
        trail.info(actor, "trail.read", "Searched the log");
        return page(filter, filter::fits, order, number, limit);
    }

    /**
     * Everything that fits, one after the other.
     *
     * @throws Problem.Forbidden when the actor is no admin
     */
    public void export(Actor actor, LogFilter filter, LogOrder order, Consumer<LogEntry> each) {
        requireAdmin(actor);
        trail.info(actor, "trail.exported", "Exported a part of the log");
        Page<LogEntry> page = page(filter, filter::fits, order, null, WINDOW);
        page.items().forEach(each);
        while (page.next() != null) {
            page = page(filter, filter::fits, order, Long.valueOf(page.next()), WINDOW);
            page.items().forEach(each);
        }
    }

    /**
     * Who read or changed the record of the patient, or was refused it; not when the patient read it. As
     * {@link #search}.
     *
     * @throws Problem.Forbidden when the actor is no patient
     */
    public Page<LogEntry> accessLog(Actor actor, @Nullable String after, int limit) {
        if (actor.role() != Role.PATIENT) {
            throw Problem.Forbidden.to("see who read a patient's record");
        }
        LogFilter own = LogFilter.about(actor.reference());
        return page(
                own,
                entry -> own.fits(entry) && isAccess(entry, actor.reference()),
                LogOrder.NEWEST,
                cursor(after),
                limit);
    }

    private static boolean isAccess(LogEntry entry, Reference self) {
        String action = entry.action() == null ? "" : entry.action();
        boolean signIn = action.startsWith("sign-");
        boolean ownRead = self.equals(entry.user()) && (action.endsWith(".read") || action.endsWith(".read-own"));
        return entry.user() != null && !signIn && !ownRead;
    }

    private Page<LogEntry> page(
            LogFilter filter, Predicate<LogEntry> fits, LogOrder order, @Nullable Long after, int limit) {
        Bounds left = after == null ? bounds(filter) : bounds(filter).after(order, after);
        Key key = key(filter);
        List<LogEntry> found = new ArrayList<>();
        long reached;
        long begin = System.nanoTime();
        do {
            // Without a filter the first few are the page.
            int most = filter.equals(LogFilter.ALL) ? limit + 1 : WINDOW;
            List<Long> numbers = numbers(key, left, order, most);
            Map<Long, Document> records = DocumentStore.ask(
                    () -> stores.delivered(numbers.stream().mapToLong(Long::longValue)),
                    "The log can't be read at the moment. What happens is written down all the same: try again soon.");
            for (long number : numbers) {
                Document record = records.get(number);
                if (record == null) {
                    continue;
                }
                LogEntry entry = LogEntry.of(number, record);
                if (fits.test(entry)) {
                    if (found.size() == limit) {
                        return new Page<>(
                                List.copyOf(found),
                                Long.toString(found.getLast().seq()));
                    }
                    found.add(entry);
                }
            }
            if (numbers.size() < most) {
                return new Page<>(List.copyOf(found), null);
            }
            reached = numbers.getLast();
            left = left.after(order, reached);
        } while (System.nanoTime() - begin < LONGEST.toNanos());
        return new Page<>(List.copyOf(found), Long.toString(reached));
    }

    private List<Long> numbers(@Nullable Key key, Bounds left, LogOrder order, int most) {
        if (key != null) {
            return repository.listSeqs(key.part(), key.owner(), left.from(), left.before(), order, most);
        }
        LongStream all = order == LogOrder.NEWEST
                ? LongStream.iterate(left.before() - 1, number -> number >= left.from(), number -> number - 1)
                : LongStream.range(left.from(), left.before());
        return all.limit(most).boxed().toList();
    }

    /** The numbers that time leaves, and what was purged. */
    private Bounds bounds(LogFilter filter) {
        TrailHead head = repository.getHead();
        long from = head.purge().seq() + 1;
        long before = head.seq() + 1;
        Instant earliest = filter.from();
        if (earliest != null) {
            from = Math.max(
                    from, repository.findFirstOfHour(LogKeys.hour(earliest)).orElse(before));
        }
        Instant latest = filter.to();
        if (latest != null) {
            before = Math.min(
                    before,
                    repository.findFirstOfHour(LogKeys.hour(latest.plus(SLACK))).orElse(before));
        }
        return new Bounds(from, before);
    }

    /** The part of the filter that leaves the fewest, as far as one can tell. */
    private static @Nullable Key key(LogFilter filter) {
        if (filter.reference() != null) {
            return new Key(LogKeys.REFERENCE, filter.reference().toHexString());
        }
        if (filter.subject() != null) {
            return new Key(LogKeys.SUBJECT, filter.subject().toObjectId().toHexString());
        }
        if (filter.user() != null) {
            return new Key(LogKeys.USER, filter.user().toObjectId().toHexString());
        }
        if (filter.severity() != null && filter.severity() != LogSeverity.INFO) {
            return new Key(LogKeys.SEVERITY, filter.severity().word());
        }
        return null;
    }

    private static @Nullable Long cursor(@Nullable String after) {
        if (after == null || after.isEmpty()) {
            return null;
        }
        if (!after.matches("[0-9]{1,18}")) {
            throw Problem.Invalid.field("after", "Use the next of the page before.");
        }
        return Long.valueOf(after);
    }

    private static void requireAdmin(Actor actor) {
        if (!actor.isAdmin()) {
            throw Problem.Forbidden.to("read the trail");
        }
    }
}
