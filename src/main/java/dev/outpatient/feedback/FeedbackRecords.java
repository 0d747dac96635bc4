package dev.outpatient.feedback;

import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Problem;
import java.util.List;
import org.springframework.stereotype.Service;

/** Takes in feedback that was given elsewhere, many at a time. */
@Service
public class FeedbackRecords {

    private final FeedbackDocuments feedback;

    FeedbackRecords(FeedbackDocuments feedback) {
        this.feedback = feedback;
    }

    /** @throws com.mongodb.MongoException when MongoDB is away, or a visit has feedback already */
    public void addAll(Actor actor, List<Feedback> brought) {
        if (!actor.isAdmin()) {
            throw Problem.Forbidden.to("bring in feedback");
        }
        if (!brought.isEmpty()) {
            feedback.insertAll(brought);
        }
    }
}
