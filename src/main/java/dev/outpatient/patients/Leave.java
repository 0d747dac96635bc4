package dev.outpatient.patients;

import dev.outpatient.shared.PatientId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A patient who leaves.
 *
 * @param closesAt until when the patient may stay after all
 * @param closedAt when sign-in and contact data went, or null before
 */
public record Leave(
        PatientId patientId,
        Instant askedAt,
        Instant closesAt,
        @Nullable Instant closedAt) {}
