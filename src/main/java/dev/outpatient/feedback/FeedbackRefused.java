package dev.outpatient.feedback;

import dev.outpatient.shared.Problem;

/** Feedback, an answer or a hiding that can't be, as there is one or it is not the time. */
public final class FeedbackRefused extends Problem {

    private FeedbackRefused(Kind kind, String type, String message) {
        super(kind, type, message);
    }

    static FeedbackRefused alreadyGiven() {
        return new FeedbackRefused(Kind.CONFLICT, "feedback-exists", "You have rated this visit already.");
    }

    static FeedbackRefused notCompleted() {
        return new FeedbackRefused(
                Kind.UNPROCESSABLE,
                "not-rateable",
                "Only a visit that took place can be rated: this one is not completed.");
    }

    static FeedbackRefused tooLate() {
        return new FeedbackRefused(
                Kind.UNPROCESSABLE,
                "not-rateable",
                "A visit can be rated for " + Feedbacks.OPEN.toDays() + " days, which are over.");
    }

    static FeedbackRefused answered() {
        return new FeedbackRefused(Kind.CONFLICT, "feedback-answered", "This has an answer already.");
    }

    static FeedbackRefused hidden() {
        return new FeedbackRefused(Kind.CONFLICT, "feedback-hidden", "This is hidden already.");
    }
}
