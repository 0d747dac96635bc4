package dev.outpatient.feedback;

/**
 * How a doctor is rated.
 *
 * @param average 1 to 5
 * @param count of how many ratings, at least one
 */
public record Rating(double average, long count) {}
