package dev.outpatient.feedback;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.DocumentSchema;
import dev.outpatient.shared.Listing;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Reference;
import dev.outpatient.shared.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Repository;

/**
 * The {@code feedback} collection. A unique index lets one document in for each visit; those that name none
 * are not in it. What another program wrote so that it can't be read, such as with keys of its own, stands in nobody's
 * way: it is left out, and the log says so once.
 *
 * <p>All methods throw {@link MongoException} when MongoDB is away.
 */
@Repository
class FeedbackDocuments {

    static final String COLLECTION = "feedback";

    private static final Logger log = LoggerFactory.getLogger(FeedbackDocuments.class);

    /** The log names so many that can't be read, and no more. */
    private static final int MOST_TOLD = 1_000;

    private final MongoCollection<Document> feedback;

    /** Those that the log has named. */
    private final Set<Object> told = ConcurrentHashMap.newKeySet();

    FeedbackDocuments(MongoDatabase documents) {
        this.feedback = DocumentSchema.load(COLLECTION).applyTo(documents);
    }

    void insertAll(List<Feedback> several) {
        feedback.insertMany(several.stream().map(FeedbackDocuments::write).toList());
    }

    /** @return false when the visit has one already */
    boolean insert(Feedback given) {
        try {
            feedback.insertOne(write(given));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    Optional<Feedback> find(ObjectId id) {
        return Optional.ofNullable(feedback.find(Filters.eq("_id", id)).first()).flatMap(this::read);
    }

    /** What was said of these visits; one without feedback is absent. */
    Map<AppointmentId, Feedback> ofVisits(Collection<AppointmentId> visits) {
        Map<AppointmentId, Feedback> found = new HashMap<>();
        if (!visits.isEmpty()) {
            for (Document document : feedback.find(Filters.in(
                    "appointment_id",
                    visits.stream()
                            .map(visit -> Reference.of(visit).toObjectId())
                            .toList()))) {
                read(document).ifPresent(one -> {
                    AppointmentId visit = one.appointmentId();
                    if (visit != null) {
                        found.put(visit, one);
                    }
                });
            }
        }
        return found;
    }

    /** A patient's, newest first. */
    List<Feedback> ofPatient(PatientId patient, int limit) {
        return first(
                feedback.find(Filters.eq("patient_id", Reference.of(patient).toObjectId()))
                        .sort(Sorts.descending("created_at")),
                limit);
    }

    /** A doctor's, newest first, from those given before a moment on. */
    List<Feedback> ofDoctor(DoctorId doctor, @Nullable FeedbackCursor after, int limit) {
        Bson theirs = Filters.eq("doctor_id", Reference.of(doctor).toObjectId());
        Bson wanted = after == null
                ? theirs
                : Filters.and(
                        theirs,
                        Filters.or(
                                Filters.lt("created_at", Date.from(after.createdAt())),
                                Filters.and(
                                        Filters.eq("created_at", Date.from(after.createdAt())),
                                        Filters.lt("_id", after.id()))));
        return first(feedback.find(wanted).sort(Sorts.descending("created_at", "_id")), limit);
    }

    /** The first of those that can be read: a page that is not full would be taken for the last one. */
    private List<Feedback> first(FindIterable<Document> found, int limit) {
        List<Feedback> first = new ArrayList<>();
        int seen = 0;
        int asked;
        List<Document> some;
        do {
            asked = limit - first.size();
            some = found.skip(seen).limit(asked).into(new ArrayList<>());
            some.forEach(document -> read(document).ifPresent(first::add));
            seen += some.size();
        } while (first.size() < limit && some.size() == asked);
        return first;
    }

    /** That of all doctors. Each order is that of an index, read forwards or backwards. */
    FeedbackList search(FeedbackFilter filter, Listing<FeedbackOrder> listing) {
        List<Bson> conditions = new ArrayList<>();
        if (filter.doctorId() != null) {
            conditions.add(
                    Filters.eq("doctor_id", Reference.of(filter.doctorId()).toObjectId()));
        }
        if (filter.rating() != null) {
            conditions.add(Filters.eq("rating", filter.rating()));
        }
        if (filter.state() != null) {
            conditions.add(Filters.exists("hidden_at", filter.state() == FeedbackFilter.State.HIDDEN));
        }
        // Without a condition the collection knows how many it has.
        long total = conditions.isEmpty()
                ? feedback.estimatedDocumentCount()
                : feedback.countDocuments(Filters.and(conditions));
        List<Document> page = feedback.find(conditions.isEmpty() ? new Document() : Filters.and(conditions))
                .sort(order(listing))
                .skip(listing.offset())
                .limit(listing.rows())
                .into(new ArrayList<>());
        List<Feedback> readable =
                page.stream().flatMap(document -> read(document).stream()).toList();
        return new FeedbackList(new Rows<>(readable, total), page.size() - readable.size());
    }

    /** From the lowest rating on, those of one rating newest first; or all of it the other way round. */
    private static Bson order(Listing<FeedbackOrder> listing) {
        return switch (listing.sort()) {
            case GIVEN ->
                listing.descending() ? Sorts.descending("created_at", "_id") : Sorts.ascending("created_at", "_id");
            case RATING ->
                listing.descending()
                        ? Sorts.orderBy(Sorts.descending("rating"), Sorts.ascending("created_at", "_id"))
                        : Sorts.orderBy(Sorts.ascending("rating"), Sorts.descending("created_at", "_id"));
        };
    }

    /** Takes out what a patient wrote, and what was answered; the rating stays. */
    void forgetWords(PatientId patient) {
        feedback.updateMany(
                Filters.eq("patient_id", Reference.of(patient).toObjectId()),
                Updates.combine(Stream.of("comments", "answer", "answered_at", "hidden_at", "hidden_by", "hide_reason")
                        .map(Updates::unset)
                        .toList()));
    }

    /** How often each rating was given to the doctors, by doctor and rating; a doctor without any is absent. */
    Map<DoctorId, Map<Integer, Long>> counts(Collection<DoctorId> doctors) {
        Map<DoctorId, Map<Integer, Long>> counts = new HashMap<>();
        if (doctors.isEmpty()) {
            return counts;
        }
        List<ObjectId> references =
                doctors.stream().map(id -> Reference.of(id).toObjectId()).toList();
        feedback.aggregate(List.of(
                        Aggregates.match(Filters.in("doctor_id", references)),
                        Aggregates.group(
                                new Document("doctor", "$doctor_id").append("rating", "$rating"),
                                Accumulators.sum("count", 1))))
                .forEach(group -> {
                    Document key = group.get("_id", Document.class);
                    Reference.from(key.getObjectId("doctor"))
                            .ifPresent(doctor -> counts.computeIfAbsent(
                                            new DoctorId(doctor.id()), id -> new HashMap<>())
                                    .put(
                                            key.getInteger("rating"),
                                            group.get("count", Number.class).longValue()));
                });
        return counts;
    }

    /** @return whether it had no answer until now */
    boolean answer(ObjectId id, String text, Instant at) {
        return update(id, "answer", Updates.set("answer", text), Updates.set("answered_at", Date.from(at)));
    }

    /** @return whether it was in sight until now */
    boolean hide(ObjectId id, Reference by, String reason, Instant at) {
        return update(
                id,
                "hidden_at",
                Updates.set("hidden_at", Date.from(at)),
                Updates.set("hidden_by", by.toObjectId()),
                Updates.set("hide_reason", reason));
    }

    /** Finds what was given under an id of its own. */
    static Bson proof(ObjectId id) {
        return Filters.eq("_id", id);
    }

    /** Finds it if it was answered just so. */
    static Bson proofOfAnswer(ObjectId id, Instant at) {
        return Filters.and(Filters.eq("_id", id), Filters.eq("answered_at", Date.from(at)));
    }

    /**
     * Finds it if it was hidden just so, and by whom: any admin may, and two in one millisecond are not to be taken for
     * one.
     */
    static Bson proofOfHiding(ObjectId id, Reference by, Instant at) {
        return Filters.and(
                Filters.eq("_id", id),
                Filters.eq("hidden_at", Date.from(at)),
                Filters.eq("hidden_by", by.toObjectId()));
    }

    private boolean update(ObjectId id, String onceOnly, Bson... changes) {
        return feedback.updateOne(
                                Filters.and(Filters.eq("_id", id), Filters.exists(onceOnly, false)),
                                Updates.combine(changes))
                        .getModifiedCount()
                == 1;
    }

    private static Document write(Feedback given) {
        Document document = new Document("_id", given.id())
                .append("patient_id", Reference.of(given.patientId()).toObjectId())
                .append("doctor_id", Reference.of(given.doctorId()).toObjectId());
        if (given.appointmentId() != null) {
            document.append(
                    "appointment_id", Reference.of(given.appointmentId()).toObjectId());
        }
        document.append("rating", given.rating());
        if (given.comments() != null) {
            document.append("comments", given.comments());
        }
        return document.append("created_at", Date.from(given.createdAt()));
    }

    /** Empty when another program wrote it so that it can't be read. */
    private Optional<Feedback> read(Document document) {
        try {
            return Optional.of(parse(document));
        } catch (IllegalArgumentException | ClassCastException | NoSuchElementException | NullPointerException e) {
            // That may be what is wrong.
            Object id = Objects.requireNonNull(document.get("_id"));
            if (told.size() < MOST_TOLD && told.add(id)) {
                log.error("Feedback {} can't be read and is left out", id, e);
            }
            return Optional.empty();
        }
    }

    private static Feedback parse(Document document) {
        String answer = document.getString("answer");
        Date hidden = document.getDate("hidden_at");
        return new Feedback(
                document.getObjectId("_id"),
                new PatientId(key(document, "patient_id")),
                new DoctorId(key(document, "doctor_id")),
                visit(document),
                document.getInteger("rating"),
                document.getString("comments"),
                document.getDate("created_at").toInstant(),
                answer == null
                        ? null
                        : new Feedback.Answer(
                                answer, document.getDate("answered_at").toInstant()),
                hidden == null ? null : new Feedback.Hiding(document.getString("hide_reason"), hidden.toInstant()));
    }

    /** Not every program that writes here says it. */
    private static @Nullable AppointmentId visit(Document document) {
        return Optional.ofNullable(document.getObjectId("appointment_id"))
                .flatMap(Reference::from)
                .map(visit -> new AppointmentId(visit.id()))
                .orElse(null);
    }

    private static long key(Document document, String field) {
        ObjectId value = document.getObjectId(field);
        return Reference.from(value)
                .orElseThrow(() -> new NoSuchElementException(field + " points at no row: " + value))
                .id();
    }
}
