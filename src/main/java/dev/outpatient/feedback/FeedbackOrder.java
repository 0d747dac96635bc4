package dev.outpatient.feedback;

/** What the list of all feedback may be sorted by. */
public enum FeedbackOrder {
    GIVEN,
    RATING
}
