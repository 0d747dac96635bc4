package dev.outpatient.prescriptions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of medicines are compared by what they mean. */
class MedicineNameTest {

    private final MedicineClasses classes = new MedicineClasses();

    @Test
    void aNameIsItsSubstancesAndBrands() {
        assertThat(MedicineName.substances(
                        "Acetaminophen 325 MG / Oxycodone Hydrochloride 10 MG Oral Tablet [Percocet]"))
                .containsExactlyInAnyOrder("acetaminophen", "oxycodone", "percocet");
        assertThat(MedicineName.substances("24 HR metformin hydrochloride 500 MG Extended Release Oral Tablet"))
                .containsExactly("metformin");
        assertThat(MedicineName.substances("1 ML Enoxaparin sodium 150 MG/ML Prefilled Syringe"))
                .containsExactly("enoxaparin");
        assertThat(MedicineName.substances("Potassium Chloride 20 MEQ")).containsExactly("potassium chloride");
        assertThat(MedicineName.substances("Ácido fólico 5 mg y hierro")).contains("hierro");
        assertThat(MedicineName.substances("500 mg")).isEmpty();
        assertThat(MedicineName.substances("???")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Amoxicillin 250 MG Oral Capsule, amoxicillin 500 mg, true",
        "AMOXICILLIN, Amoxicillin / Clavulanate 875 MG, true",
        "Ibuprofeno 400 mg, Ibuprofeno, true",
        "sodium chloride, potassium chloride, false",
        "Lisinopril 10 MG, Losartan 50 MG, false",
        "500 mg, 500 mg, false",
    })
    void twoNamesAreTheSameWhenTheyShareASubstance(String one, String other, boolean same) {
        assertThat(MedicineName.same(one, other)).isEqualTo(same);
        assertThat(MedicineName.same(other, one)).isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource({
        "Penicillin V, Amoxicillin 500 MG, true",
        "penicillins, Ampicillin, true",
        "penicilina, Amoxicilina 500 mg, true",
        "Sulfamethoxazole / Trimethoprim, Bactrim, true",
        "Aspirin, Ibuprofen 400 MG Oral Tablet [Advil], true",
        "ACE inhibitor, lisinopril 10 MG, true",
        "Latex, Lisinopril, false",
        "Penicillin V, Azithromycin, false",
        "Peanut, Amoxicillin, false",
    })
    void anAllergyConcernsItsClass(String allergy, String medicine, boolean concerns) {
        assertThat(classes.concerns(allergy, medicine)).isEqualTo(concerns);
    }
}
