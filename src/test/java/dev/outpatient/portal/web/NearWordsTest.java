package dev.outpatient.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearWordsTest {

    private final NearWords words = new NearWords(
            Stream.of("Cardiology", "Pediatrics", "Boston", "Ama Osei", "Daniel Whitfield", "Lucía Moreno"));

    @ParameterizedTest
    @CsvSource({
        "cardiolgy bostn, cardiology boston",
        "Dr Ozei, Dr osei",
        "whitfeild, whitfield",
        "lucai moreno, lucai moreno",
        "lucja, lucia",
        "pediatrix tuesday, pediatrics tuesday",
    })
    void aSlipOfThePenIsFound(String typed, String meant) {
        assertThat(words.correct(typed, all(typed)).orElse(typed)).isEqualTo(meant);
    }

    @Test
    void whatIsKnownOrBegunOrShortStays() {
        assertThat(words.correct("cardio bos ama", all("cardio bos ama"))).isEmpty();
        assertThat(words.correct("oma", all("oma"))).isEmpty();
        assertThat(words.correct("zzzzzz", all("zzzzzz"))).isEmpty();
        // A word that means a day, say, is not looked for among names.
        assertThat(words.correct("bostn", Set.of())).isEmpty();
    }

    private static Set<String> all(String text) {
        return Arrays.stream(text.toLowerCase(java.util.Locale.ROOT).split(" ")).collect(Collectors.toSet());
    }
}
