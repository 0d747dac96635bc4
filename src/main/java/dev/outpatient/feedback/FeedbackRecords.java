package dev.outpatient.feedback;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.DocumentSchema;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Reference;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.springframework.stereotype.Service;

/** Feedback that was given, and the ratings that follow from it. */
@Service
public class FeedbackRecords {

    private final MongoCollection<Document> feedback;

    FeedbackRecords(MongoDatabase documents) {
        this.feedback = DocumentSchema.load("feedback").applyTo(documents);
    }

    /**
     * Adds feedback that was given elsewhere.
     *
     * @throws com.mongodb.MongoException when MongoDB is away, or a visit has feedback already
     */
    public void addAll(Actor actor, List<Feedback> brought) {
        if (!actor.isAdmin()) {
            throw Problem.Forbidden.to("bring in feedback");
        }
        if (!brought.isEmpty()) {
            feedback.insertMany(brought.stream().map(FeedbackRecords::document).toList());
        }
    }

    /**
     * How the doctors are rated; one without feedback is absent. The ratings are public.
     *
     * @throws com.mongodb.MongoException when MongoDB is away
     */
    public Map<DoctorId, Rating> ratings(Collection<DoctorId> doctors) {
        Map<DoctorId, Rating> ratings = new HashMap<>();
        if (doctors.isEmpty()) {
            return ratings;
        }
        List<ObjectId> references =
                doctors.stream().map(id -> Reference.of(id).toObjectId()).toList();
        feedback.aggregate(List.of(
                        Aggregates.match(Filters.in("doctor_id", references)),
                        Aggregates.group(
                                "$doctor_id", Accumulators.avg("average", "$rating"), Accumulators.sum("count", 1))))
                .forEach(group -> Reference.from(group.getObjectId("_id"))
                        .ifPresent(doctor -> ratings.put(
                                new DoctorId(doctor.id()),
                                new Rating(
                                        group.get("average", Number.class).doubleValue(),
                                        group.get("count", Number.class).longValue()))));
        return ratings;
    }

    private static Document document(Feedback given) {
        Document document = new Document("_id", given.id())
                .append("patient_id", Reference.of(given.patientId()).toObjectId())
                .append("doctor_id", Reference.of(given.doctorId()).toObjectId())
                .append("appointment_id", Reference.of(given.appointmentId()).toObjectId())
                .append("rating", given.rating());
        if (given.comments() != null) {
            document.append("comments", given.comments());
        }
        return document.append("created_at", Date.from(given.createdAt()));
    }
}
