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
 * @param rating 1 to 5, 5 the best
 * @param comments in the patient's own words, or null
 */
public record Feedback(
        ObjectId id,
        PatientId patientId,
        DoctorId doctorId,
        AppointmentId appointmentId,
        int rating,
        @Nullable String comments,
        Instant createdAt) {

    public Feedback {
        if (rating < 1 || rating > 5) {
            throw new IllegalArgumentException("A rating is 1 to 5: " + rating);
        }
    }
}
