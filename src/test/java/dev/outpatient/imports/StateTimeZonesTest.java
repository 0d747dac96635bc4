package dev.outpatient.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The zone of each state, and no guess for what is none. */
class StateTimeZonesTest {

    private final StateTimeZones zones = new StateTimeZones();

    @ParameterizedTest
    @CsvSource({
        "MA, America/New_York",
        "ma, America/New_York",
        "Massachusetts, America/New_York",
        "DISTRICT OF COLUMBIA, America/New_York",
        "AZ, America/Phoenix",
        "HI, Pacific/Honolulu",
        "Puerto Rico, America/Puerto_Rico"
    })
    void aStateIsKnownByItsLettersAndItsName(String state, String zone) {
        assertThat(zones.find(state)).contains(ZoneId.of(zone));
    }

    @ParameterizedTest
    @CsvSource({
        "FL, America/New_York",
        "TN, America/Chicago",
        "TX, America/Chicago",
        "KY, America/New_York",
        "OR, America/Los_Angeles",
        "ID, America/Boise",
        "ND, America/Chicago",
        "IN, America/Indiana/Indianapolis"
    })
    void aStateInSeveralZonesTakesTheOneWhereMostPeopleLive(String state, String zone) {
        assertThat(zones.find(state)).contains(ZoneId.of(zone));
    }

    @Test
    void anotherStateIsNotGuessed() {
        assertThat(zones.find("Atlantis")).isEmpty();
        assertThat(zones.find("XX")).isEmpty();
        assertThat(zones.find("")).isEmpty();
    }
}
