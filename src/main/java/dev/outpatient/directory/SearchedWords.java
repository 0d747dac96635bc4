package dev.outpatient.directory;

import dev.outpatient.shared.Like;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Specialties;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Words that somebody typed into a search, each of which must be found. */
final class SearchedWords {

    private static final int LONGEST_SEARCH = 100;
    private static final int MOST = 8;
    /** Shorter ones begin a word, as they stand in the middle of too many: "eye" in Adeyemi. */
    private static final int INSIDE = 4;

    private SearchedWords() {}

    /** @throws Problem.Invalid when they are too many: each word is looked for in several places */
    static void check(@Nullable String words) {
        if (words != null && (words.length() > LONGEST_SEARCH || split(words).length > MOST)) {
            throw Problem.Invalid.field("q", "Use at most " + MOST + " words.");
        }
    }

    /**
     * @param found the condition for one word, whose pattern it names {@code %1$s}, of columns behind a blank; where it says {@code %2$s}, a word that
     *     names a specialty of doctor {@code d} finds it in any language
     */
    static void append(StringBuilder sql, Map<String, Object> params, @Nullable String words, String found) {
        if (words == null || words.isBlank()) {
            return;
        }
        int n = 0;
        for (String word : split(words.toLowerCase(Locale.ROOT))) {
            String name = "word" + n++;
            List<String> specialties = Specialties.meant(word);
            String meant = "";
            if (!specialties.isEmpty() && found.contains("%2$s")) {
                meant = " OR LOWER(d.specialty) IN (:%sSpecialties)".formatted(name);
                params.put(name + "Specialties", specialties);
            }
            sql.append(found.formatted(name, meant));
            params.put(name, word.length() < INSIDE ? Like.begins(word) : Like.contains(word));
        }
    }

    private static String[] split(String words) {
        return words.strip().split("\\s+");
    }
}
