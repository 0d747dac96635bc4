package dev.outpatient.prescriptions;

import org.bson.types.ObjectId;

/**
 * A prescription is written in the place of another one.
 *
 * @param of the one that it replaces, which is cancelled
 * @param reason why, in the doctor's own words
 */
public record Replacement(ObjectId of, String reason) {}
