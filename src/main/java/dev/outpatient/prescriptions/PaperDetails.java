package dev.outpatient.prescriptions;

import java.util.List;

/**
 * What whoever has the paper in hand may compare it with. All of it stands on the paper, but how many refills are left.
 *
 * @param refillsLeft of those that the paper allows
 */
public record PaperDetails(String doctorName, List<Medication> medication, int refills, int refillsLeft) {}
