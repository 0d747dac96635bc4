package dev.outpatient.prescriptions;

import java.util.List;

/**
 * What a doctor looks at first: what they wrote, and what of it they are asked about.
 *
 * @param list a page of all, latest first
 * @param waiting those for which a refill was asked and not answered, longest ago first, whichever page is shown
 */
public record WrittenPrescriptions(PrescriptionList list, List<Prescription> waiting) {}
