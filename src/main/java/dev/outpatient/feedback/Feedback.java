package dev.outpatient.feedback;

import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.PatientId;
import java.time.Instant;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * What a patient says of a completed visit.
 *
 * @param appointmentId the visit, or null when it is not known: other programs need not say it
 * @param rating 1 to 5, 5 the best
 * @param comments in the patient's own words, or null
 * @param answer what the doctor said to it, or null
 * @param hiding why nobody but admins reads the comments any more, or null
 */
public record Feedback(
        ObjectId id,
        PatientId patientId,
        DoctorId doctorId,
        @Nullable AppointmentId appointmentId,
        int rating,
        @Nullable String comments,
        Instant createdAt,
        @Nullable Answer answer,
        @Nullable Hiding hiding) {

    /** A doctor's answer; there is one at most. */
    public record Answer(String text, Instant answeredAt) {}

    /** Taken out of sight by an admin. The rating counts on. */
    public record Hiding(String reason, Instant hiddenAt) {}

    public Feedback {
        if (rating < 1 || rating > 5) {
            throw new IllegalArgumentException("A rating is 1 to 5: " + rating);
        }
    }

    /** As it is given. */
    public Feedback(
            ObjectId id,
            PatientId patientId,
            DoctorId doctorId,
            AppointmentId appointmentId,
            int rating,
            @Nullable String comments,
            Instant createdAt) {
        this(id, patientId, doctorId, appointmentId, rating, comments, createdAt, null, null);
    }
}
