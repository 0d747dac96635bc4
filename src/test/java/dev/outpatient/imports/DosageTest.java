package dev.outpatient.imports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Strengths, read from names as RxNorm writes them. */
class DosageTest {

    @ParameterizedTest
    @CsvSource({
        "lisinopril 10 MG Oral Tablet, 10 MG",
        "amLODIPine 2.5 MG Oral Tablet, 2.5 MG",
        "Acetaminophen 325 MG Oral Tablet [Tylenol], 325 MG",
        "Acetaminophen 300 MG / Codeine Phosphate 15 MG Oral Tablet, 300 MG / 15 MG",
        "bictegravir 50 MG / emtricitabine 200 MG / tenofovir alafenamide 25 MG Oral Tablet, 50 MG / 200 MG / 25 MG",
        "24 HR Metformin hydrochloride 500 MG Extended Release Oral Tablet, 500 MG",
        "72 HR Fentanyl 0.025 MG/HR Transdermal System, 0.025 MG/HR",
        "nicotine 7 MG/Day 24HR Transdermal System, 7 MG/Day",
        "NDA020503 200 ACTUAT Albuterol 0.09 MG/ACTUAT Metered Dose Inhaler, 0.09 MG/ACTUAT",
        "Clindamycin 300mg, 300mg",
        "doxycycline hyclate 100 MG, 100 MG"
    })
    void theStrengthOfAPieceAPuffAnHourOrADayIsRead(String description, String dosage) {
        assertThat(Dosage.of(description)).isEqualTo(dosage);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "albuterol 5 MG/ML Inhalation Solution",
                "10 ML Fentanyl 0.05 MG/ML Injection",
                "bivalirudin 50 ML; 5 MG/ML Injection",
                "insulin isophane  human 70 UNT/ML / insulin  regular  human 30 UNT/ML Injectable Suspension [Humulin]",
                "sodium fluoride 0.0272 MG/MG Oral Gel",
                "isoflurane 99.9 % Inhalation Solution"
            })
    void aConcentrationIsNoDosage(String description) {
        assertThat(Dosage.of(description)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Jolivette 28 Day Pack",
                "Levora 0.15/30 28 Day Pack",
                "Norinyl 1+50 28 Day Pack",
                "NuvaRing 0.12/0.015 MG per 24HR 21 Day Vaginal System",
                "Acetaminophen/Hydrocodone",
                "Mestranol / Norethynodrel",
                "Acetaminophen 300 MG / Hydrocodone Oral Tablet",
                "Aspirin 1,000 MG Oral Tablet",
                "something 5 MG 10 MG Oral Tablet"
            })
    void whatIsInDoubtIsLeftOut(String description) {
        assertThat(Dosage.of(description)).isEmpty();
    }
}
