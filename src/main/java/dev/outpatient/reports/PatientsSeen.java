package dev.outpatient.reports;

import dev.outpatient.shared.DoctorId;

/**
 * How many patients came to a doctor.
 *
 * @param patientsSeen different people with at least one completed visit
 */
public record PatientsSeen(DoctorId doctorId, String doctorName, long patientsSeen) {}
