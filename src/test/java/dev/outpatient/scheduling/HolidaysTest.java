package dev.outpatient.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The public holidays, by the names that readers of both languages know. */
class HolidaysTest {

    private static final Locale SPANISH = Locale.of("es", "MX");
    /** Said in Spanish as in English. */
    private static final Set<String> SAME = Set.of(
            "Boxing Day",
            "Corpus Christi",
            "Cyber Monday",
            "Enkutatash",
            "Fiesta de la Candelaria",
            "Hari Raya Haji",
            "Hari Raya Puasa",
            "Juneteenth",
            "Jónsmessa",
            "Matariki",
            "Meskel",
            "Sette Giugno",
            "Timkat");

    private final Holidays holidays = new Holidays();

    /** A holiday that the library learns of has no Spanish name, and is found here. */
    @Test
    void eachOfEveryCountryHasASpanishName() {
        Map<String, String> unsaid = new TreeMap<>();
        int found = 0;
        for (String country : holidays.countries()) {
            for (int year : new int[] {2025, 2026, 2028, 2031}) {
                for (Closures.Day day : holidays.list(country, null, year)) {
                    found++;
                    String said = Holidays.said(day.name(), SPANISH);
                    if (said.equals(day.name()) && !SAME.contains(said)) {
                        unsaid.put(said, country);
                    }
                }
            }
        }
        assertThat(unsaid).isEmpty();
        assertThat(found).isGreaterThan(4_000);
    }

    @Test
    void whatTheLibraryHasNoNameForIsCalledByItsKey() {
        assertThat(holidays.list("XK", null, 2026))
                .extracting(Closures.Day::name)
                .contains("Labor Day");
    }

    @Test
    void severalOnOneDateAreSaidOneByOne() {
        assertThat(Holidays.said("Christmas, Martin Luther King, Jr. Day, New Year's Day", SPANISH))
                .isEqualTo("Navidad, Día de Martin Luther King Jr., Año Nuevo");
        assertThat(Holidays.said("Christmas, Martin Luther King, Jr. Day, New Year's Day", Locale.ENGLISH))
                .isEqualTo("Christmas, Martin Luther King, Jr. Day, New Year's Day");
    }

    @Test
    void whatSomebodyTypedStaysAsItIs() {
        assertThat(Holidays.said("Painters, first floor", SPANISH)).isEqualTo("Painters, first floor");
    }
}
