package dev.outpatient.prescriptions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PaperCodeTest {

    @Test
    void codesAreLongAndNoTwoAreAlike() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            String code = PaperCode.next();
            assertThat(code).matches("[0-9A-HJKMNP-TV-Z]{12}");
            assertThat(seen.add(code)).isTrue();
        }
    }

    @Test
    void aCodeIsFoundHoweverItIsTyped() {
        assertThat(PaperCode.inGroups("7QKD2M9XPR01")).isEqualTo("7QKD-2M9X-PR01");
        assertThat(PaperCode.matches("7QKD2M9XPR01", "7QKD-2M9X-PR01")).isTrue();
        assertThat(PaperCode.matches("7QKD2M9XPR01", " 7qkd 2m9x pr01")).isTrue();
        assertThat(PaperCode.matches("7QKD2M9XPR01", "7qkd-2m9x-prOl")).isTrue();
    }

    @Test
    void anotherCodeAPartOfOneAndNoneAreWrong() {
        assertThat(PaperCode.matches("7QKD2M9XPR01", "7QKD2M9XPR02")).isFalse();
        assertThat(PaperCode.matches("7QKD2M9XPR01", "7QKD2M9X")).isFalse();
        assertThat(PaperCode.matches("7QKD2M9XPR01", "")).isFalse();
        assertThat(PaperCode.matches(null, "")).isFalse();
    }
}
