package dev.outpatient.prescriptions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a signature covers, word for word, as docs/decisions/0029 tells those who check a paper. */
class PrescriptionPaperTest {

    private static final PrescriptionPaper PAPER = paper(
            "Ana Ruiz",
            List.of(
                    new Medication("Amoxicillin", "500 mg", "One capsule every 8 hours"),
                    new Medication("Ibuprofen", "", "If it hurts")));

    @Test
    void theContentIsOneLineForEachFactAndMedication() {
        assertThat(PAPER.content()).isEqualTo("""
                outpatient-rx-1
                2026-000123
                2026-12-01
                active
                Harbor Office
                1 Main St, Boston, MA
                617-555-0100
                Ama Osei
                Cardiology
                MA-12345
                Ana Ruiz
                1980-05-17
                2
                1 Amoxicillin 500 mg One capsule every 8 hours
                2 Ibuprofen If it hurts
                """);
    }

    @Test
    void whatIsPrintedHasComposedLettersSingleSpacesAndNothingUnseen() {
        PrescriptionPaper paper = paper(
                "Mari\u0301a\u00A0 Nun\u0303ez\u200B ",
                List.of(new Medication("A\n2 B", "\t5\u2003mg", "left\u202Eright")));
        assertThat(paper.patientName()).isEqualTo("María Nuñez");
        assertThat(paper.content()).endsWith("\n1 A 2 B 5 mg leftright\n");
    }

    @Test
    void aWordThatAColumnMayBreakIsSignedInPieces() {
        PrescriptionPaper paper = paper(
                "Ana Ruiz",
                List.of(new Medication("levothyroxine/liothyronine", "12345678901234567890", "\uD83D\uDC8A")));
        assertThat(paper.content()).endsWith("\n1 levothyroxine/liothy ronine 12345678901234567890 \uD83D\uDC8A\n");
    }

    @Test
    void noTextBeginsALineOfItsOwn() {
        String one =
                paper("Ana Ruiz", List.of(new Medication("A", "", "x\n2 B"))).content();
        String two = paper("Ana Ruiz", List.of(new Medication("A", "", "x"), new Medication("B", "", "")))
                .content();
        assertThat(one).isNotEqualTo(two);
    }

    private static PrescriptionPaper paper(String patient, List<Medication> medication) {
        return new PrescriptionPaper(
                "2026-000123",
                LocalDate.of(2026, 12, 1),
                PrescriptionStatus.ACTIVE,
                "Harbor Office",
                "1 Main St, Boston, MA",
                "617-555-0100",
                "Ama Osei",
                "Cardiology",
                "MA-12345",
                patient,
                LocalDate.of(1980, 5, 17),
                2,
                medication);
    }
}
