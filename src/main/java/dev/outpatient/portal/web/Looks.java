package dev.outpatient.portal.web;

import dev.outpatient.scheduling.Appointment;
import dev.outpatient.scheduling.AppointmentStatus;
import dev.outpatient.scheduling.Holidays;
import dev.outpatient.shared.Specialties;
import dev.outpatient.shared.SpokenLanguages;
import java.text.NumberFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** How people, what they do and states look where there is no picture. The templates know it as {@code #looks}. */
@Component
public class Looks {

    private static final int TINTS = 8;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}'’]+");
    private static final Set<String> TITLES = Set.of("dr", "dra", "prof", "mr", "mrs", "ms", "md", "phd");

    private enum Figure {
        WHOLE,
        DECIMAL,
        SHARE
    }

    /** How a reader's language writes a number. */
    private record Written(Figure kind, Locale language) {

        NumberFormat format() {
            Locale written = SpokenLanguages.written(language);
            NumberFormat format = kind == Figure.SHARE
                    ? NumberFormat.getPercentInstance(written)
                    : NumberFormat.getNumberInstance(written);
            int digits = kind == Figure.DECIMAL ? 1 : 0;
            format.setMinimumFractionDigits(digits);
            format.setMaximumFractionDigits(digits);
            return format;
        }
    }

    private final Map<Written, NumberFormat> formats = new ConcurrentHashMap<>();

    /** The same name has the same tint on every page and every node. */
    public int tint(String name) {
        return Math.floorMod(name.strip().toLowerCase(Locale.ROOT).hashCode(), TINTS);
    }

    /** Two letters for a name, without titles: AO for Dr Ama Osei. */
    public String initials(String name) {
        List<String> words = BETWEEN_WORDS
                .splitAsStream(name)
                .filter(word -> !word.isEmpty() && !TITLES.contains(word.toLowerCase(Locale.ROOT)))
                .toList();
        if (words.isEmpty()) {
            return "?";
        }
        String first = letter(words.getFirst());
        return words.size() == 1 ? first : first + letter(words.getLast());
    }

    /** Whether a picture is one of ours, which the pages' rules let the browser fetch. */
    public boolean isOwn(@Nullable String url) {
        return url != null && url.startsWith("/");
    }

    /** The name of a closed day: that of a public holiday in the reader's language. */
    public String closure(String name) {
        return Holidays.said(name, LocaleContextHolder.getLocale());
    }

    /** How much of a bar a share fills: 0 to 100, though a calendar may be more than full. */
    public double percent(double share) {
        return Math.min(100, share * 100);
    }

    /** A whole number as the reader writes it: 1,234. */
    public String number(long number) {
        return write(Figure.WHOLE, number);
    }

    /** A number with one digit behind the point, or what the reader has for it: 4.8. */
    public String decimal(double number) {
        return write(Figure.DECIMAL, number);
    }

    /** A share in hundredths, without a fraction: 6%. */
    public String share(double share) {
        return write(Figure.SHARE, share);
    }

    /** To make a format takes longer than to use it, and two can't use one at once: so each takes a copy. */
    private String write(Figure kind, double number) {
        NumberFormat format =
                formats.computeIfAbsent(new Written(kind, LocaleContextHolder.getLocale()), Written::format);
        return ((NumberFormat) format.clone()).format(number);
    }

    /** What the reader calls a specialty. Filters go by the text that is kept. */
    public String specialty(String kept) {
        return Specialties.name(kept, LocaleContextHolder.getLocale());
    }

    /** The texts that are kept, to choose from, in the order of what the reader calls them. */
    public List<String> specialties(List<String> kept) {
        return Specialties.inOrder(kept, LocaleContextHolder.getLocale());
    }

    /** The name of the status badge: an arrival and a no-show have their own. */
    public String state(Appointment appointment) {
        if (appointment.isNoShow()) {
            return "no_show";
        }
        if (appointment.status() == AppointmentStatus.SCHEDULED && appointment.arrivedAt() != null) {
            return "arrived";
        }
        return appointment.status().word();
    }

    /** The ids that a form control is described by: those of its hint and its error, or null without either. */
    public @Nullable String describedBy(String name, @Nullable String hint, boolean wrong) {
        String ids = (hint == null ? "" : name + "-hint ") + (wrong ? name + "-error" : "");
        return ids.isEmpty() ? null : ids.strip();
    }

    private static String letter(String word) {
        return word.substring(0, word.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT);
    }

    /** What is known of an address in one line, or null when nothing is. */
    public @Nullable String address(@Nullable String... parts) {
        String line = Arrays.stream(parts)
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(", "));
        return line.isEmpty() ? null : line;
    }
}
