package dev.outpatient.scheduling;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import dev.outpatient.shared.Problem;
import java.time.LocalDate;
import java.time.Year;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
                .sorted(Comparator.comparing((Holiday holiday) -> holiday.getDescription(Locale.ENGLISH)))
                .collect(Collectors.toMap(
                        Holiday::getDate,
                        holiday -> holiday.getDescription(Locale.ENGLISH),
                        (one, other) -> one + ", " + other,
                        TreeMap::new));
        return names.entrySet().stream()
                .map(day -> new Closures.Day(day.getKey(), day.getValue()))
                .toList();
    }
}
