package dev.outpatient.shared;

import java.util.List;
import java.util.Locale;

/** The languages that the pages speak, the one of all other readers first. */
public final class SpokenLanguages {

    public static final List<Locale> ALL = List.of(Locale.ENGLISH, Locale.of("es"));

    private SpokenLanguages() {}
}
