package dev.outpatient.portal;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import dev.outpatient.audit.AuditTrail;
import dev.outpatient.audit.DocumentChanges;
import dev.outpatient.audit.LogBacklog;
import dev.outpatient.mail.MailBacklog;
import dev.outpatient.portal.StoreCheckRepository.Written;
import dev.outpatient.portal.StoreFindings.Result;
import dev.outpatient.prescriptions.MissingRows;
import dev.outpatient.prescriptions.Writing;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Backlog;
import dev.outpatient.shared.Reference;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.springframework.stereotype.Component;

/**
 * Holds MySQL and MongoDB against each other, some hundred records at a time, while the clinic runs. A repair adds what
 * can be added and finishes what was begun; it never deletes a document.
 */
@Component
class StoreCheck {

    /** What waits for less is on its way. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int AT_ONCE = 500;
    /** The fields by which a document points at a row, and the kind that each may point at. */
    private static final Map<String, Reference.Kind> POINTERS = Map.of(
            "patient_id", Reference.Kind.PATIENT,
            "doctor_id", Reference.Kind.DOCTOR,
            "appointment_id", Reference.Kind.APPOINTMENT);

    private final StoreCheckRepository rows;
    private final MongoDatabase documents;
    private final VisitCheck visits;
    private final MissingRows missingRows;
    private final Writing writing;
    private final DocumentChanges changes;
    private final LogBacklog logs;
    private final MailBacklog mails;
    private final AuditTrail trail;
    private final Clock clock;

    StoreCheck(
            StoreCheckRepository rows,
            MongoDatabase documents,
            VisitCheck visits,
            MissingRows missingRows,
            Writing writing,
            DocumentChanges changes,
            LogBacklog logs,
            MailBacklog mails,
            AuditTrail trail,
            Clock clock) {
        this.rows = rows;
        this.documents = documents;
        this.visits = visits;
        this.missingRows = missingRows;
        this.writing = writing;
        this.changes = changes;
        this.logs = logs;
        this.mails = mails;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * @param repair whether to deliver what waits and to add the logs and rows that are missing
     * @param found is shown each difference in words
     * @throws com.mongodb.MongoException when MongoDB is away
     */
    Result run(boolean repair, Consumer<String> found) {
        StoreFindings findings = new StoreFindings(found);
        each("prescription", some -> {
            checkPointers("prescription", some, findings);
            checkListed(some, repair, findings);
        });
        each("feedback", some -> checkPointers("feedback", some, findings));
        checkWritten(findings);
        if (repair) {
            tell(writing.finishAll(), "Finished %d prescriptions");
        }
        checkUnfinished(findings);
        visits.completed(repair, findings);
        visits.named(findings);
        // Last, so that a repair delivers what it has just written too.
        if (repair) {
            changes.settle();
            tell(findings.told(), "Added the missing logs of %d completed visits");
            tell(findings.listed(), "Added the missing rows of %d prescriptions");
            logs.deliver();
            mails.deliver();
        }
        checkWaiting(findings);
        return findings.result();
    }

    private void tell(long repaired, String words) {
        if (repaired > 0) {
            trail.warning(Actor.OPERATOR, "stores.repaired", words.formatted(repaired));
        }
    }

    private void each(String collection, Consumer<List<Document>> check) {
        List<Document> some = new ArrayList<>();
        for (Document document : documents
                .getCollection(collection)
                .find()
                .projection(Projections.include(List.copyOf(POINTERS.keySet())))
                .batchSize(AT_ONCE)) {
            some.add(document);
            if (some.size() == AT_ONCE) {
                check.accept(some);
                some.clear();
            }
        }
        if (!some.isEmpty()) {
            check.accept(some);
        }
    }

    /** Lists are read by rows: what has none is in the store and nobody sees it. */
    private void checkListed(List<Document> some, boolean repair, StoreFindings findings) {
        List<ObjectId> ids =
                some.stream().map(document -> document.getObjectId("_id")).toList();
        List<ObjectId> unlisted = new ArrayList<>(ids);
        unlisted.removeAll(rows.listed(ids));
        if (unlisted.isEmpty()) {
            return;
        }
        if (repair) {
            missingRows.add(unlisted);
        }
        Set<ObjectId> repaired = repair ? rows.listed(unlisted) : Set.of();
        for (ObjectId id : unlisted) {
            boolean added = repaired.contains(id);
            findings.unlisted(
                    "prescription %s: no list shows it, as it has no row%s.".formatted(id, added ? "; added one" : ""),
                    added);
        }
    }

    /** What was begun is finished soon, or was never acknowledged. */
    private void checkUnfinished(StoreFindings findings) {
        Instant before = clock.instant().minus(PATIENCE);
        long after = 0;
        List<Written> some;
        do {
            some = rows.listUnfinished(before, after, AT_ONCE);
            Set<ObjectId> there = there(some);
            for (Written row : some) {
                after = row.id();
                if (there.contains(row.document())) {
                    findings.waiting(
                            "prescription_entry %d: its document %s is there, and what follows it was not done."
                                    .formatted(after, row.document()));
                } else {
                    findings.abandoned(
                            "prescription_entry %d: it was begun and its document %s never written; nobody was told that it was."
                                    .formatted(after, row.document()));
                }
            }
        } while (some.size() == AT_ONCE);
    }

    private Set<ObjectId> there(List<Written> some) {
        Set<ObjectId> there = new HashSet<>();
        if (!some.isEmpty()) {
            documents
                    .getCollection("prescription")
                    .find(Filters.in("_id", some.stream().map(Written::document).toList()))
                    .projection(Projections.include("_id"))
                    .forEach(document -> there.add(document.getObjectId("_id")));
        }
        return there;
    }

    /** What was acknowledged must be there. */
    private void checkWritten(StoreFindings findings) {
        long after = 0;
        List<Written> some;
        do {
            some = rows.listWritten(after, AT_ONCE);
            Set<ObjectId> there = there(some);
            for (Written row : some) {
                after = row.id();
                if (!there.contains(row.document())) {
                    findings.lost(List.of(
                            "prescription_entry %d: its document %s is missing.".formatted(after, row.document())));
                }
            }
        } while (some.size() == AT_ONCE);
    }

    private void checkPointers(String collection, List<Document> some, StoreFindings findings) {
        Map<Reference.Kind, Set<Long>> wanted = new EnumMap<>(Reference.Kind.class);
        for (Document document : some) {
            POINTERS.forEach((field, kind) -> pointer(document, field)
                    .filter(reference -> reference.kind() == kind)
                    .ifPresent(reference ->
                            wanted.computeIfAbsent(kind, k -> new HashSet<>()).add(reference.id())));
        }
        Map<Reference.Kind, Set<Long>> there = new EnumMap<>(Reference.Kind.class);
        wanted.forEach((kind, ids) -> there.put(kind, rows.existing(kind, ids)));
        findings.documents(some.size());
        for (Document document : some) {
            List<String> lost = new ArrayList<>();
            for (var pointer : POINTERS.entrySet()) {
                Object value = document.get(pointer.getKey());
                if (value == null) {
                    continue;
                }
                Reference.Kind kind = pointer.getValue();
                Optional<Reference> reference =
                        pointer(document, pointer.getKey()).filter(r -> r.kind() == kind);
                boolean exists = reference
                        .map(r -> there.getOrDefault(kind, Set.of()).contains(r.id()))
                        .orElse(false);
                if (!exists) {
                    lost.add("%s %s: there is no %s %s."
                            .formatted(
                                    collection,
                                    document.get("_id"),
                                    pointer.getKey().replace("_id", ""),
                                    reference.map(r -> Long.toString(r.id())).orElse(value.toString())));
                }
            }
            if (!lost.isEmpty()) {
                findings.lost(lost);
            }
        }
    }

    private static Optional<Reference> pointer(Document document, String field) {
        return document.get(field) instanceof ObjectId id ? Reference.from(id) : Optional.empty();
    }

    private void checkWaiting(StoreFindings findings) {
        checkWaiting("log records", logs.waiting(), findings);
        checkWaiting("mails", mails.waiting(), findings);
        long setAside = logs.setAside();
        if (setAside > 0) {
            findings.waiting(setAside + " log records were refused by MongoDB and stay in log_set_aside.");
        }
        long untold = changes.countUntold(clock.instant().minus(PATIENCE));
        if (untold > 0) {
            findings.waiting(untold + " documents were changed and the trail does not tell of it yet.");
        }
    }

    private void checkWaiting(String what, Backlog backlog, StoreFindings findings) {
        Duration age = backlog.age(clock.instant());
        if (age.compareTo(PATIENCE) > 0) {
            findings.waiting(
                    "%d %s wait, the oldest for %d minutes.".formatted(backlog.count(), what, age.toMinutes()));
        }
    }
}
