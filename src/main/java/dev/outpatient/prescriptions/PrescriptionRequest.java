package dev.outpatient.prescriptions;

import dev.outpatient.shared.AppointmentId;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a doctor wants to prescribe.
 *
 * @param datePrescribed the date at the office, or null for now
 * @param refills how often it may be filled again
 * @param replaces the prescription that it is written in the place of, or null
 * @param override the warnings that the doctor has seen, and why to prescribe all the same; or null
 */
public record PrescriptionRequest(
        AppointmentId appointmentId,
        List<Medication> medication,
        @Nullable LocalDate datePrescribed,
        int refills,
        @Nullable Replacement replaces,
        @Nullable WarningOverride override) {}
