package dev.outpatient.portal.web;

import dev.outpatient.scheduling.PartOfDay;
import dev.outpatient.shared.SpokenLanguages;
import java.text.Normalizer;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Understands a search typed as a sentence, such as "cardiology boston tuesday morning", in any language of the pages. */
@Component
class SearchWords {

    /**
     * What the sentence said.
     *
     * @param words what is left, perhaps empty, with the small words that the name of a city may have too
     */
    public record Meaning(
            String words,
            @Nullable LocalDate date,
            @Nullable PartOfDay part) {}

    private final MessageSource messages;

    SearchWords(MessageSource messages) {
        this.messages = messages;
    }

    Meaning read(@Nullable String typed, LocalDate today) {
        StringBuilder rest = spaced(typed == null ? "" : typed);
        PartOfDay part = null;
        if (take(rest, phrases("search.words.am"))) {
            part = PartOfDay.AM;
        } else if (take(rest, phrases("search.words.pm"))) {
            part = PartOfDay.PM;
        }
        LocalDate date = weekday(rest, today);
        if (date == null) {
            date = day(rest, today);
        } else if (take(rest, phrases("search.words.tomorrow")) && part == null && !date.equals(today.plusDays(1))) {
            // "Martes mañana": next to a weekday that is not tomorrow it is the morning.
            part = PartOfDay.AM;
        }
        return new Meaning(joined(rest), date, part);
    }

    /** The words that names are looked for by: without those that only join them. */
    String withoutSmall(String words) {
        StringBuilder rest = spaced(words);
        for (String phrase : phrases("search.words.skip")) {
            while (take(rest, List.of(phrase))) {}
        }
        return joined(rest);
    }

    private @Nullable LocalDate day(StringBuilder rest, LocalDate today) {
        if (take(rest, phrases("search.words.today"))) {
            return today;
        }
        return take(rest, phrases("search.words.tomorrow")) ? today.plusDays(1) : null;
    }

    private static @Nullable LocalDate weekday(StringBuilder rest, LocalDate today) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (take(rest, named(language -> day.getDisplayName(TextStyle.FULL, language)))) {
                return today.with(TemporalAdjusters.nextOrSame(day));
            }
        }
        return null;
    }

    /** Every word stands between two spaces, so that none is found inside of another. */
    private static StringBuilder spaced(String words) {
        return new StringBuilder(" ")
                .append(String.join("  ", words.toLowerCase(Locale.ROOT).strip().split("[\\s,.;]+")))
                .append(' ');
    }

    private static String joined(StringBuilder spaced) {
        return spaced.toString().strip().replaceAll("\\s+", " ");
    }

    /** Removes the first of the phrases that stands in the text. */
    private static boolean take(StringBuilder text, List<String> phrases) {
        for (String phrase : phrases) {
            String found = " " + phrase.replace(" ", "  ") + " ";
            int at = text.indexOf(found);
            if (at >= 0) {
                text.replace(at, at + found.length(), "  ");
                return true;
            }
        }
        return false;
    }

    private List<String> phrases(String code) {
        return named(language -> messages.getMessage(code, null, language));
    }

    /** In all languages, with accents and without; the longest first, as one may hold another. */
    private static List<String> named(Function<Locale, String> inLanguage) {
        return SpokenLanguages.ALL.stream()
                .flatMap(language -> Arrays.stream(
                        inLanguage.apply(language).toLowerCase(language).split(",")))
                .map(String::strip)
                .flatMap(phrase -> Stream.of(phrase, plain(phrase)))
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** As typed by somebody in a hurry: without accents. */
    private static String plain(String word) {
        return Normalizer.normalize(word, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    }
}
