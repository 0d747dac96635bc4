package dev.outpatient.prescriptions;

import dev.outpatient.shared.DoctorId;
import java.time.Instant;

/** A prescription was taken back: when, by whom, and why. */
public record Cancellation(Instant at, DoctorId by, String reason) {}
