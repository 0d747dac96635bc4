package dev.outpatient.patients;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which patients an admin looks for. With nothing, nobody is found: there is no list of all patients to leaf through.
 *
 * @param words parts of a name, or a part of an e-mail or of a phone number
 * @param born the birthday
 */
public record PatientFilter(
        @Nullable String words, @Nullable LocalDate born) {

    private static final int FEWEST_DIGITS = 3;

    /** What the words are, as one sees it. */
    enum Kind {
        NAME,
        EMAIL,
        PHONE
    }

    public boolean isEmpty() {
        return (words == null || words.isBlank()) && born == null;
    }

    /** A phone number has digits alone between what divides them. */
    Kind kind() {
        if (words == null || words.isBlank()) {
            return Kind.NAME;
        }
        if (words.contains("@")) {
            return Kind.EMAIL;
        }
        return digits().length() >= FEWEST_DIGITS && words.matches("[0-9 ().+/-]+") ? Kind.PHONE : Kind.NAME;
    }

    String digits() {
        return words == null ? "" : words.replaceAll("[^0-9]", "");
    }
}
