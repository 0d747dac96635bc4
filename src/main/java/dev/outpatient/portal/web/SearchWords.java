package dev.outpatient.portal.web;

import static java.util.stream.Collectors.toMap;

import dev.outpatient.scheduling.PartOfDay;
import dev.outpatient.shared.SpokenLanguages;
import java.text.Normalizer;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    /** Made once: each search looks through all of them. */
    private static final Map<DayOfWeek, List<String>> WEEKDAYS = Arrays.stream(DayOfWeek.values())
            .collect(toMap(
                    day -> day,
                    day -> named(language -> day.getDisplayName(TextStyle.FULL, language)),
                    (a, b) -> a,
                    () -> new EnumMap<>(DayOfWeek.class)));

    private final List<String> morning;
    private final List<String> afternoon;
    private final List<String> today;
    private final List<String> tomorrow;
    private final List<String> small;

    SearchWords(MessageSource messages) {
        this.morning = phrases(messages, "search.words.am");
        this.afternoon = phrases(messages, "search.words.pm");
        this.today = phrases(messages, "search.words.today");
        this.tomorrow = phrases(messages, "search.words.tomorrow");
        this.small = phrases(messages, "search.words.skip");
    }

    Meaning read(@Nullable String typed, LocalDate now) {
        StringBuilder rest = spaced(typed == null ? "" : typed);
        PartOfDay part = null;
        if (take(rest, morning)) {
            part = PartOfDay.AM;
        } else if (take(rest, afternoon)) {
            part = PartOfDay.PM;
        }
        LocalDate date = weekday(rest, now);
        if (date == null) {
            date = day(rest, now);
        } else if (take(rest, tomorrow) && part == null && !date.equals(now.plusDays(1))) {
            // "Martes mañana": next to a weekday that is not tomorrow it is the morning.
            part = PartOfDay.AM;
        }
        return new Meaning(joined(rest), date, part);
    }

    /** The words that names are looked for by: without those that only join them. */
    String withoutSmall(String words) {
        StringBuilder rest = spaced(words);
        for (String phrase : small) {
            while (take(rest, List.of(phrase))) {}
        }
        return joined(rest);
    }

    private @Nullable LocalDate day(StringBuilder rest, LocalDate now) {
        if (take(rest, today)) {
            return now;
        }
        return take(rest, tomorrow) ? now.plusDays(1) : null;
    }

    private static @Nullable LocalDate weekday(StringBuilder rest, LocalDate today) {
        for (Map.Entry<DayOfWeek, List<String>> day : WEEKDAYS.entrySet()) {
            if (take(rest, day.getValue())) {
                return today.with(TemporalAdjusters.nextOrSame(day.getKey()));
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

    private static List<String> phrases(MessageSource messages, String code) {
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
