package dev.outpatient.shared;

import java.util.Locale;

/** What stands behind {@code LIKE … ESCAPE '!'} in SQL: whatever was typed is looked for as it is, as a part of the text. */
public final class Like {

    private Like() {}

    /** For a column in lower case. */
    public static String contains(String part) {
        return "%" + part.strip().toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%";
    }
}
