package dev.outpatient.portal.web;

import dev.outpatient.scheduling.PartOfDay;
import org.jspecify.annotations.Nullable;

/** How the list of doctors is narrowed; what can't be understood arrives as null and does not narrow. */
public record DoctorList(
        @Nullable String q,
        @Nullable String specialty,
        @Nullable Long officeId,
        @Nullable PartOfDay partOfDay,
        @Nullable String after) {}
