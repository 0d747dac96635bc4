package dev.outpatient.portal.web;

import dev.outpatient.scheduling.PartOfDay;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/**
 * What a visitor put into the search bar. What can't be understood arrives as null and does not narrow.
 *
 * @param q a specialty or a name, or all of the search as a sentence
 * @param where a city or an office
 */
public record DoctorSearch(
        @Nullable String q,
        @Nullable String where,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate date,

        @Nullable PartOfDay part) {

    public DoctorSearch {
        // The largest dates can't be counted on from.
        date = date == null || date.getYear() > 9999 ? null : date;
    }
}
