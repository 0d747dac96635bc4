package dev.outpatient.directory;

import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
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

    public DoctorFilter {
        SearchedWords.check(words);
    }

    public DoctorFilter among(Collection<DoctorId> doctors) {
        return new DoctorFilter(words, specialty, city, state, officeId, doctors);
    }
}
