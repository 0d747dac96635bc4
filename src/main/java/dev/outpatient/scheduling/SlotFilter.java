package dev.outpatient.scheduling;

import dev.outpatient.shared.Dates;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which free times somebody looks for; what is null does not narrow.
 *
 * @param from the first date at the office, or null for today
 * @param to the last date at the office, or null for as far ahead as can be booked
 */
public record SlotFilter(
        @Nullable DoctorId doctorId,
        @Nullable OfficeId officeId,
        @Nullable String specialty,
        @Nullable String city,
        @Nullable String state,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable PartOfDay partOfDay) {

    public SlotFilter {
        Dates.check("from", from);
        Dates.check("to", to);
    }

    public static final SlotFilter ANY = new SlotFilter(null, null, null, null, null, null, null, null);

    public static SlotFilter of(DoctorId doctor) {
        return new SlotFilter(doctor, null, null, null, null, null, null, null);
    }

    SlotFilter startingFrom(LocalDate date) {
        return new SlotFilter(doctorId, officeId, specialty, city, state, date, to, partOfDay);
    }

    boolean allows(LocalDate date) {
        return (from == null || !date.isBefore(from)) && (to == null || !date.isAfter(to));
    }
}
