package dev.outpatient.prescriptions;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What anybody may know who has the code of a paper: whether the prescription stands. Nobody's name, and nothing of what
 * was prescribed.
 *
 * @param date when it was prescribed, by the calendar of the office
 * @param cancelledOn by the same calendar, or null as long as it stands
 * @param office where it was prescribed; empty when that is not known
 */
public record PaperStatus(
        String number,
        LocalDate date,
        PrescriptionStatus status,
        @Nullable LocalDate cancelledOn,
        String office) {}
