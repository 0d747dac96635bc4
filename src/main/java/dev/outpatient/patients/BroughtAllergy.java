package dev.outpatient.patients;

import dev.outpatient.shared.PatientId;
import java.time.Instant;

/** An allergy that was recorded elsewhere. */
public record BroughtAllergy(PatientId patientId, AllergyDetails details, Instant recordedAt) {}
