package dev.outpatient.feedback;

import dev.outpatient.shared.Rows;

/**
 * A page of what patients said of all doctors.
 *
 * @param unreadable how many more belong on this page, whose documents can't be read; the total counts them
 */
public record FeedbackList(Rows<Feedback> rows, int unreadable) {}
