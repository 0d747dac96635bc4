package dev.outpatient.shared;

import java.util.List;
import java.util.Locale;

/** The languages that the pages speak, the one of all other readers first. */
public final class SpokenLanguages {

    public static final List<Locale> ALL = List.of(Locale.ENGLISH, Locale.of("es"));

    /** Who reads Spanish in the Americas writes 1,584.2 and "hora del este"; plain Spanish is that of Spain. */
    private static final Locale AMERICAN_SPANISH = Locale.of("es", "MX");

    private SpokenLanguages() {}

    /** How numbers, dates and time zones are written for readers of a language of the pages. */
    public static Locale written(Locale language) {
        return language.getLanguage().equals("es") ? AMERICAN_SPANISH : language;
    }
}
