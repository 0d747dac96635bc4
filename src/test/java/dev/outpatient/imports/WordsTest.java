package dev.outpatient.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;

/** Names as the generator prints them, made readable. */
class WordsTest {

    @Example
    void aNameHasThePartsThatAreThere() {
        assertThat(Words.personName("Mrs.", "Wilhelmina21", "Rose22", "Ashgrove23"))
                .isEqualTo("Mrs. Wilhelmina Rose Ashgrove");
        assertThat(Words.personName(null, "Juniper71", null, "Stonebridge72")).isEqualTo("Juniper Stonebridge");
    }

    @Example
    void aNameOfSeveralWordsKeepsThem() {
        assertThat(Words.personName("María José41", "D'Arrowmont53")).isEqualTo("María José D'Arrowmont");
        assertThat(Words.personName("Ravi Anand707  Bexley808")).isEqualTo("Ravi Anand Bexley");
    }

    @Example
    void ofAPartThatIsAllDigitsNothingIsLeft() {
        assertThat(Words.personName("42", " 7 ")).isEmpty();
    }

    @Property(tries = 1000)
    void theGeneratorsDigitsNeverShow(
            @ForAll @AlphaChars @NotEmpty String name, @ForAll @IntRange(min = 0) int digits) {
        assertThat(Words.personName(name + digits)).isEqualTo(name);
    }

    @Example
    void aSpecialtyIsInTitleCase() {
        assertThat(Stream.of(
                                "GENERAL PRACTICE",
                                "HOSPICE AND PALLIATIVE CARE",
                                "ALLERGY/IMMUNOLOGY",
                                "OBSTETRICS & GYNECOLOGY",
                                "CHILDREN'S MEDICINE",
                                "OF ALL TRADES",
                                "CIRUGÍA GENERAL")
                        .map(Words::titleCase))
                .containsExactly(
                        "General Practice",
                        "Hospice and Palliative Care",
                        "Allergy/Immunology",
                        "Obstetrics & Gynecology",
                        "Children's Medicine",
                        "Of All Trades",
                        "Cirugía General");
    }
}
