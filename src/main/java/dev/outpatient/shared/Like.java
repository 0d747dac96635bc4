package dev.outpatient.shared;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind {@code LIKE LOWER(…) ESCAPE '!'} in SQL: whatever was typed is looked for as it is, as a part of the text,
 * with or without its accents.
 */
public final class Like {

    private static final Pattern ACCENTS = Pattern.compile("\\p{Mn}+");
    private static final Pattern PLAIN = Pattern.compile("\\p{ASCII}*");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private static final int MOST_WORDS = 12;

    private Like() {}

    /** To be lowered, as the column is: which letters are the same the database says. */
    public static String contains(String part) {
        return "%" + part.strip().replaceAll("([!%_])", "!$1") + "%";
    }

    /** As {@link #contains}, at the beginning of a word only, where the column is put behind a blank. */
    public static String begins(String word) {
        return "% " + contains(word).substring(1);
    }

    /**
     * A condition for each word, in whatever order they were typed: {@code  AND LOWER(p.name) LIKE …}, once or more.
     *
     * @param column of our own words
     * @param words not blank
     * @param params where the condition's parameters are put, which begin with {@code word}
     * @throws Problem.Invalid when there are more words than a name has
     */
    public static String eachWord(String column, String words, Map<String, Object> params) {
        String[] each = SPACES.split(words.strip());
        if (each.length > MOST_WORDS) {
            throw Problem.Invalid.field("name", "Type at most " + MOST_WORDS + " words of the name.");
        }
        StringBuilder sql = new StringBuilder();
        int n = 0;
        for (String word : each) {
            String name = "word" + n++;
            sql.append(" AND LOWER(")
                    .append(column)
                    .append(") LIKE LOWER(:")
                    .append(name)
                    .append(") ESCAPE '!'");
            params.put(name, contains(word));
        }
        return sql.toString();
    }

    /**
     * A text as it is compared: without capitals and without accents, as MySQL's own collation compares. The embedded database calls
     * it as {@code LOWER}, since its own one keeps accents, and who types a name has not always the keys for them.
     */
    public static @Nullable String plain(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        return PLAIN.matcher(lower).matches()
                ? lower
                : ACCENTS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFD))
                        .replaceAll("");
    }
}
