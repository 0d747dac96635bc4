package dev.outpatient.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecialtiesTest {

    private static final Locale SPANISH = Locale.of("es");

    @ParameterizedTest
    @CsvSource({
        "Cardiology, Cardiología",
        "GENERAL PRACTICE, Medicina general",
        "Obstetrics/Gynaecology, Obstetricia y ginecología",
        "Pediatría, Pediatría",
        "Aeronautics, Aeronautics"
    })
    void aReaderOfSpanishReadsTheSpanishName(String kept, String shown) {
        assertThat(Specialties.name(kept, SPANISH)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"Cardiology, Cardiology", "CARDIOLOGY, CARDIOLOGY", "Pediatría, Pediatrics", "Other, Other"})
    void aReaderOfEnglishReadsWhatIsKeptUnlessItIsSpanish(String kept, String shown) {
        assertThat(Specialties.name(kept, Locale.ENGLISH)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "' Cardiología ', Cardiology",
        "medicina familiar, Family Medicine",
        "Cardiology, Cardiology",
        "Other, Other"
    })
    void theEnglishNameIsKept(String typed, String kept) {
        assertThat(Specialties.kept(typed)).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cardiology", "CARDIOLOGÍA", "cardiologia", "cardiólogo", "cardiologa", "cardiologist", "cardio"
            })
    void aWordMeansASpecialtyInAnyLanguage(String word) {
        assertThat(Specialties.meant(word)).contains("cardiology").doesNotContain("dermatology");
    }

    /** Whoever does not know what it is called says what it is about. */
    @ParameterizedTest
    @CsvSource({
        "heart, cardiology",
        "Kids, pediatrics",
        "niños, pediatrics",
        "skin, dermatology",
        "rash, dermatology",
        "check-up, family medicine",
        "espalda, orthopedics",
        "ENT, otolaryngology"
    })
    void aNeedMeansTheSpecialtyThatHelps(String word, String specialty) {
        assertThat(Specialties.meant(word)).contains(specialty).doesNotContain("radiology");
    }

    /** These names are common, and the beginning of a word is enough for it. */
    @ParameterizedTest
    @ValueSource(strings = {"luna", "mayo", "nina", "may", "rosa", "hart", "mora", "reyes", "cruz", "young", "brown"})
    void aNameIsNoNeed(String name) {
        assertThat(Specialties.meant(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ana", "boston", "medina", "%", "_", "", "'1'='1"})
    void otherWordsMeanNone(String word) {
        assertThat(Specialties.meant(word)).isEmpty();
    }

    @Test
    void theOrderIsThatOfTheNames() {
        List<String> kept = List.of("Emergency Medicine", "Endocrinology", "Physical Therapy", "Cardiology");
        assertThat(Specialties.inOrder(kept, Locale.ENGLISH))
                .containsExactly("Cardiology", "Emergency Medicine", "Endocrinology", "Physical Therapy");
        assertThat(Specialties.inOrder(kept, SPANISH))
                .containsExactly("Cardiology", "Endocrinology", "Physical Therapy", "Emergency Medicine");
    }

    /** Else it could not be told what to keep of a name. */
    @Test
    void noTwoHaveOneName() {
        for (Locale language : List.of(Locale.ROOT, SPANISH)) {
            ResourceBundle messages = ResourceBundle.getBundle("messages", language);
            List<String> names = messages.keySet().stream()
                    .filter(code -> code.startsWith("specialty."))
                    .map(messages::getString)
                    .toList();
            assertThat(names).hasSizeGreaterThan(40).doesNotHaveDuplicates();
        }
    }
}
