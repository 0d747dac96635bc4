package dev.outpatient.portal.web;

import dev.outpatient.scheduling.PartOfDay;
import java.text.Normalizer;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Understands a search typed as a sentence, such as "cardiology boston tuesday morning". */
@Component
class SearchWords {

    /**
     * What the sentence said.
     *
     * @param words what is left to look for, perhaps empty
     */
    public record Meaning(
            String words,
            @Nullable LocalDate date,
            @Nullable PartOfDay part) {}

    private final MessageSource messages;

    SearchWords(MessageSource messages) {
        this.messages = messages;
    }

    Meaning read(@Nullable String typed, LocalDate today, Locale locale) {
        // Every word stands between two spaces, so that none is found inside of another.
        StringBuilder rest = new StringBuilder(" ");
        if (typed != null) {
            rest.append(String.join("  ", typed.toLowerCase(locale).strip().split("[\\s,.;]+")));
        }
        rest.append(' ');
        PartOfDay part = null;
        if (take(rest, phrases("search.words.am", locale))) {
            part = PartOfDay.AM;
        } else if (take(rest, phrases("search.words.pm", locale))) {
            part = PartOfDay.PM;
        }
        LocalDate date = date(rest, today, locale);
        for (String phrase : phrases("search.words.skip", locale)) {
            while (take(rest, List.of(phrase))) {}
        }
        return new Meaning(rest.toString().strip().replaceAll("\\s+", " "), date, part);
    }

    private @Nullable LocalDate date(StringBuilder rest, LocalDate today, Locale locale) {
        if (take(rest, phrases("search.words.today", locale))) {
            return today;
        }
        if (take(rest, phrases("search.words.tomorrow", locale))) {
            return today.plusDays(1);
        }
        for (DayOfWeek day : DayOfWeek.values()) {
            String name = day.getDisplayName(TextStyle.FULL, locale).toLowerCase(locale);
            if (take(rest, List.of(name, plain(name)))) {
                return today.with(TemporalAdjusters.nextOrSame(day));
            }
        }
        return null;
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

    /** The longest first, as one may hold another. */
    private List<String> phrases(String code, Locale locale) {
        return Arrays.stream(messages.getMessage(code, null, locale).split(","))
                .map(String::strip)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** As typed by somebody in a hurry: without accents. */
    private static String plain(String word) {
        return Normalizer.normalize(word, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    }
}
