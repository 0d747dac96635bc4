package dev.outpatient.prescriptions;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.DocumentSchema;
import dev.outpatient.shared.InsertOnce;
import dev.outpatient.shared.Reference;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Repository;

/**
 * The {@code prescription} collection. A document is found by its id alone, which every engine serves by an index. Each
 * change is one conditional update of one document: of two at once, one finds its condition gone.
 *
 * <p>All methods throw {@link MongoException} when MongoDB is away.
 */
@Repository
class PrescriptionDocuments {

    static final String COLLECTION = "prescription";

    private static final Logger log = LoggerFactory.getLogger(PrescriptionDocuments.class);

    /**
     * What was found of several.
     *
     * @param readable by their ids
     * @param unreadable the ids of those that are there, but not as a prescription should be
     */
    record Found(Map<ObjectId, Prescription> readable, Set<ObjectId> unreadable) {

        @Nullable
        Prescription get(ObjectId id) {
            return readable.get(id);
        }

        boolean isUnreadable(ObjectId id) {
            return unreadable.contains(id);
        }
    }

    private final MongoCollection<Document> prescriptions;

    PrescriptionDocuments(MongoDatabase documents) {
        this.prescriptions = DocumentSchema.load(COLLECTION).applyTo(documents);
    }

    /** @return how many were not there yet */
    int insertAll(List<Prescription> several) {
        return InsertOnce.insert(
                prescriptions, several.stream().map(DocumentForm::write).toList());
    }

    /** @throws PrescriptionUnreadable when it is there and can't be read */
    Optional<Prescription> find(ObjectId id) {
        Document found = prescriptions.find(Filters.eq("_id", id)).limit(1).first();
        try {
            return Optional.ofNullable(found).map(DocumentForm::read);
        } catch (IllegalStateException e) {
            throw PrescriptionUnreadable.because(e);
        }
    }

    /** Those of the ids that are there; one that can't be read stands in nobody's way. */
    Found byId(Collection<ObjectId> ids) {
        Map<ObjectId, Prescription> readable = new HashMap<>();
        Set<ObjectId> unreadable = new HashSet<>();
        if (!ids.isEmpty()) {
            for (Document document : prescriptions.find(Filters.in("_id", Set.copyOf(ids)))) {
                ObjectId id = document.getObjectId("_id");
                try {
                    readable.put(id, DocumentForm.read(document));
                } catch (IllegalStateException e) {
                    unreadable.add(id);
                    log.error("{}", e.getMessage());
                }
            }
        }
        return new Found(readable, unreadable);
    }

    /** All, in no order. */
    Iterable<ObjectId> ids(int atOnce) {
        return prescriptions
                .find()
                .projection(Projections.include("_id"))
                .batchSize(atOnce)
                .map(document -> document.getObjectId("_id"));
    }

    /** Those whose papers have no code, in no order. */
    Iterable<ObjectId> withoutCode(int atOnce) {
        return prescriptions
                .find(Filters.exists("code", false))
                .projection(Projections.include("_id"))
                .batchSize(atOnce)
                .map(document -> document.getObjectId("_id"));
    }

    /** Roughly, where nodes of MongoDB were lost. */
    long count() {
        return prescriptions.estimatedDocumentCount();
    }

    /** @return whether its papers had no code until now */
    boolean giveCode(ObjectId id, String code) {
        return update(Filters.and(Filters.eq("_id", id), Filters.exists("code", false)), Updates.set("code", code));
    }

    /** @return whether it stood until now */
    boolean cancel(ObjectId id, DoctorId by, String reason, Instant at) {
        return update(
                Filters.and(Filters.eq("_id", id), Filters.exists("cancelled_at", false)),
                Updates.set("cancelled_at", Date.from(at)),
                Updates.set("cancelled_by", Reference.of(by).toObjectId()),
                Updates.set("cancel_reason", reason));
    }

    /** Finds it if it was cancelled just so. */
    static Bson proofOfCancel(ObjectId id, DoctorId by, Instant at) {
        return Filters.and(
                Filters.eq("_id", id),
                Filters.eq("cancelled_at", Date.from(at)),
                Filters.eq("cancelled_by", Reference.of(by).toObjectId()));
    }

    /** @return whether nothing had replaced it until now */
    boolean replacedBy(ObjectId id, ObjectId successor) {
        return update(
                Filters.and(Filters.eq("_id", id), Filters.exists("replaced_by", false)),
                Updates.set("replaced_by", successor));
    }

    /**
     * Adds a request after those that were seen.
     *
     * @return whether there was no other one in the meantime, and the prescription stands
     */
    boolean ask(Prescription seen, Instant at) {
        int before = seen.refills().requests().size();
        Document request = new Document("requested_at", Date.from(at)).append("state", "waiting");
        return update(
                Filters.and(
                        Filters.eq("_id", seen.id()),
                        Filters.exists("cancelled_at", false),
                        Filters.exists("refill_requests." + before, false),
                        Filters.lt("refills.used", seen.refills().allowed())),
                Updates.push("refill_requests", request));
    }

    /** Finds it if a request was added just so. */
    static Bson proofOfAsk(Prescription seen, Instant at) {
        int before = seen.refills().requests().size();
        return Filters.and(
                Filters.eq("_id", seen.id()), Filters.eq("refill_requests." + before + ".requested_at", Date.from(at)));
    }

    /** @return whether the request waited, a refill was left, and the prescription stands */
    boolean grant(Prescription seen, RefillRequest request, Instant at) {
        String path = path(request);
        return update(
                Filters.and(
                        Filters.eq("_id", seen.id()),
                        Filters.exists("cancelled_at", false),
                        Filters.eq(path + ".state", "waiting"),
                        Filters.lt("refills.used", seen.refills().allowed())),
                Updates.inc("refills.used", 1),
                Updates.set(path + ".state", "granted"),
                Updates.set(path + ".answered_at", Date.from(at)));
    }

    /** @return whether the request waited */
    boolean decline(Prescription seen, RefillRequest request, String reason, Instant at) {
        String path = path(request);
        return update(
                Filters.and(Filters.eq("_id", seen.id()), Filters.eq(path + ".state", "waiting")),
                Updates.set(path + ".state", "declined"),
                Updates.set(path + ".answered_at", Date.from(at)),
                Updates.set(path + ".reason", reason));
    }

    void deleteAll(Collection<ObjectId> ids) {
        if (!ids.isEmpty()) {
            prescriptions.deleteMany(Filters.in("_id", Set.copyOf(ids)));
        }
    }

    /** Finds it if the request was granted or declined just so. */
    static Bson proofOfAnswer(Prescription seen, RefillRequest request, RefillRequest.State answer, Instant at) {
        String path = path(request);
        return Filters.and(
                Filters.eq("_id", seen.id()),
                Filters.eq(path + ".state", answer.word()),
                Filters.eq(path + ".answered_at", Date.from(at)));
    }

    private static String path(RefillRequest request) {
        return "refill_requests." + (request.id() - 1);
    }

    private boolean update(Bson filter, Bson... changes) {
        return prescriptions.updateOne(filter, Updates.combine(changes)).getModifiedCount() == 1;
    }
}
