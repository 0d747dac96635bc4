package dev.outpatient.scheduling;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import de.focus_shift.jollyday.core.util.ResourceUtil;
import dev.outpatient.shared.Problem;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The public holidays of many countries, from a library, for offices to close on. */
@Service
public class Holidays {

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2100;

    /** What holidays are called in Spanish, which the library does not speak, by their English names. */
    private static final Map<String, String> SPANISH = new HashMap<>();

    private static final String BETWEEN = ", ";

    static {
        ResourceBundle names = ResourceBundle.getBundle(
                "scheduling.holidays",
                Locale.of("es"),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        names.keySet().forEach(key -> SPANISH.put(english(key), names.getString(key)));
    }

    /**
     * The name of a closed day as a reader says it. It is kept as it was chosen or typed; that of a public holiday is said
     * in the reader's language all the same.
     *
     * @param name as it is kept, which may be several holidays' on one date
     */
    public static String said(String name, Locale language) {
        if (!language.getLanguage().equals("es")) {
            return name;
        }
        // Some have a comma themselves: the longest that is known is meant.
        String[] parts = name.split(BETWEEN);
        List<String> said = new ArrayList<>();
        for (int from = 0; from < parts.length; ) {
            int to = parts.length;
            while (to > from + 1 && !SPANISH.containsKey(joined(parts, from, to))) {
                to--;
            }
            String one = joined(parts, from, to);
            said.add(SPANISH.getOrDefault(one, one));
            from = to;
        }
        return String.join(BETWEEN, said);
    }

    private static String joined(String[] parts, int from, int to) {
        return String.join(BETWEEN, Arrays.asList(parts).subList(from, to));
    }

    private static String english(String key) {
        String name = ResourceUtil.getHolidayDescription(Locale.ENGLISH, key);
        // A few have no name in the library: LABOR_DAY of Kosovo.
        return name.equals(ResourceUtil.UNDEFINED)
                ? Arrays.stream(key.split("_"))
                        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(" "))
                : name;
    }

    /** The countries it knows, by their ISO 3166 code. */
    public Set<String> countries() {
        return HolidayManager.getSupportedCalendarCodes();
    }

    /**
     * The public holidays of a year, in order, with their English names; on the dates on which they are observed.
     *
     * @param country an ISO 3166 code such as US
     * @param subdivision a state or region of it, such as MA, or null for those that the whole country has
     * @throws Problem.Invalid when the country is not known, or the year is not from 2000 to 2100
     */
    public List<Closures.Day> list(String country, @Nullable String subdivision, int year) {
        String code = country.strip().toUpperCase(Locale.ROOT);
        if (!countries().contains(code)) {
            throw Problem.Invalid.field("country", "No holidays are known of this country. Use a code such as US.");
        }
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw Problem.Invalid.field("year", "Use a year from " + FIRST_YEAR + " to " + LAST_YEAR + ".");
        }
        HolidayManager manager = HolidayManager.getInstance(ManagerParameters.create(code.toLowerCase(Locale.ROOT)));
        String[] regions = subdivision == null || subdivision.isBlank()
                ? new String[0]
                : new String[] {subdivision.strip().toLowerCase(Locale.ROOT)};
        // Two holidays may fall on one date, or one have two names.
        Map<LocalDate, String> names = manager.getHolidays(Year.of(year), regions).stream()
                .sorted(Comparator.comparing((Holiday holiday) -> english(holiday.getPropertiesKey())))
                .collect(Collectors.toMap(
                        Holiday::getDate,
                        holiday -> english(holiday.getPropertiesKey()),
                        (one, other) -> one + BETWEEN + other,
                        TreeMap::new));
        return names.entrySet().stream()
                .map(day -> new Closures.Day(day.getKey(), day.getValue()))
                .toList();
    }
}
