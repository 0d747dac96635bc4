package dev.outpatient.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.prescriptions.Medication;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoMedicineTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            true  | 1 tablet every morning
            true  | 1 tablet twice a day; do not skip a dose
            true  | 1 tablet once a week with a full glass of water; stay upright for 30 minutes
            false | 1 capsule twice a day for 10 days
            false | 1 tablet once a day while the itch lasts
            false | 2 puffs every 4 to 6 hours as needed
            """)
    void whatIsTakenDayByDayIsFilledAgain(boolean again, String instructions) {
        assertThat(DemoMedicine.areTakenOn(medication(instructions))).isEqualTo(again);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = "1 tablet every morning | 1 capsule twice a day for 10 days")
    void ofSeveralAllMustBe(String on, String notOn) {
        assertThat(DemoMedicine.areTakenOn(medication(on, notOn))).isFalse();
    }

    private static List<Medication> medication(String... instructions) {
        return Arrays.stream(instructions)
                .map(one -> new Medication("Some", "5 mg", one))
                .toList();
    }
}
