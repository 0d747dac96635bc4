package dev.outpatient.portal.web;

import dev.outpatient.directory.Office;
import dev.outpatient.shared.OfficeId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody wants to be seen: in a city, in one office, or somewhere that only its words tell.
 *
 * @param words what stays to be looked for among names, perhaps empty
 */
public record Place(@Nullable String city, @Nullable OfficeId officeId, String words) {

    /** Reads what was typed as a place. */
    static Place of(String typed, List<Office> offices) {
        String wanted = typed.strip().toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            return new Place(null, null, "");
        }
        for (String city : cities(offices)) {
            if (city.toLowerCase(Locale.ROOT).equals(wanted)) {
                return new Place(city, null, "");
            }
        }
        List<Office> named = offices.stream()
                .filter(office -> office.name().toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
        return named.size() == 1 ? new Place(null, named.getFirst().id(), "") : new Place(null, null, wanted);
    }

    /** Finds a city in the middle of a sentence; the other words stay. */
    static Place within(String sentence, List<Office> offices) {
        String padded = " " + sentence + " ";
        for (String city : cities(offices)) {
            String name = " " + city.toLowerCase(Locale.ROOT) + " ";
            if (padded.contains(name)) {
                return new Place(city, null, padded.replace(name, " ").strip());
            }
        }
        return new Place(null, null, sentence);
    }

    static List<String> cities(List<Office> offices) {
        return offices.stream()
                .map(office -> office.details().city())
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }
}
