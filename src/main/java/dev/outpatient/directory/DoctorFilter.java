package dev.outpatient.directory;

import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Problem;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Which doctors somebody looks for; what is null does not narrow.
 *
 * @param words parts of a name, specialty, city or office name; each word must be found in one of them
 * @param only the doctors to choose among, or null for all
 */
public record DoctorFilter(
        @Nullable String words,
        @Nullable String specialty,
        @Nullable String city,
        @Nullable String state,
        @Nullable OfficeId officeId,
        @Nullable Collection<DoctorId> only) {

    public static final DoctorFilter ALL = new DoctorFilter(null, null, null, null, null, null);

    private static final int LONGEST_SEARCH = 100;

    public DoctorFilter {
        // Each word is looked for in several places.
        if (words != null && (words.length() > LONGEST_SEARCH || words.strip().split("\\s+").length > 8)) {
            throw Problem.Invalid.field("q", "Use at most 8 words.");
        }
    }

    public DoctorFilter among(Collection<DoctorId> doctors) {
        return new DoctorFilter(words, specialty, city, state, officeId, doctors);
    }
}
