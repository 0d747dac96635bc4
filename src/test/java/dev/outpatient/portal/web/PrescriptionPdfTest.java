package dev.outpatient.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.Engine;
import dev.outpatient.PaperReader;
import dev.outpatient.prescriptions.Medication;
import dev.outpatient.prescriptions.PrescriptionPaper;
import dev.outpatient.prescriptions.PrescriptionStatus;
import dev.outpatient.prescriptions.SignedPaper;
import java.awt.image.BufferedImage;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a prescription lies on its paper, read back from the PDF. */
class PrescriptionPdfTest {

    private static final Locale SPANISH = Locale.of("es");
    private static final ZoneId BOSTON = ZoneId.of("America/New_York");

    private final PrescriptionPdf pdf = Engine.H2.bean(PrescriptionPdf.class);

    @ParameterizedTest
    @EnumSource
    void everyFieldIsThereInSpanishWithItsAccentsOnEachSize(PaperSize size) {
        PaperReader paper = new PaperReader(pdf.of(
                signed(
                        PrescriptionStatus.ACTIVE,
                        List.of(new Medication(
                                "Ácido acetilsalicílico", "comprimido de 100 mg", "Uno al día, según indicación"))),
                size,
                SPANISH));
        assertThat(paper.text())
                .contains(
                        "Receta",
                        "N.º 2026-000123",
                        "1 de diciembre de 2026",
                        "Clínica Ñandú Office",
                        "Calle Mayor 1.º, León",
                        "+34 987 555 010",
                        "Paciente María José Núñez Güell",
                        "Fecha de nacimiento: 17 de mayo de 1980",
                        "Médico Íñigo Pérez Pediatría Cédula profesional CED-4711",
                        "Medicamento Dosis Indicaciones",
                        "1 Ácido acetilsalicílico comprimido de 100 mg Uno al día, según indicación",
                        "Renovaciones: 2",
                        "Firma: Íñigo Pérez",
                        "7QKD-2M9X-PR4T",
                        "Página 1 de 1")
                .doesNotContain("Cancelada", "Agotada", "#");
        assertThat(paper.pages()).hasSize(1);
        assertThat(paper.qr(0).text()).endsWith("/p/2026-000123/7QKD2M9XPR4T#1.0f1e2d3c." + "x".repeat(86));
        assertThat(paper.qr(0).atLowerRight()).isTrue();
        BufferedImage picture = paper.picture(0, 72);
        double ratio = (double) picture.getHeight() / picture.getWidth();
        assertThat(ratio).isBetween(size == PaperSize.LETTER ? 1.28 : 1.40, size == PaperSize.LETTER ? 1.31 : 1.43);
    }

    @ParameterizedTest
    @EnumSource
    void aLongListGoesOnWithItsHeadAndNoRowIsSplit(PaperSize size) {
        List<Medication> many = IntStream.rangeClosed(1, 20)
                .mapToObj(i -> new Medication(
                        "Medicamento n.º " + i + " de liberación prolongada",
                        i + "00 mg/5 ml",
                        i % 6 == 0
                                ? ("Indicación " + i + ": una cucharadita cada 8-12 horas según el dolor. ")
                                        .repeat(15)
                                        .strip()
                                : "Una al día con comida, " + i))
                .toList();
        PaperReader paper = new PaperReader(pdf.of(signed(PrescriptionStatus.ACTIVE, many), size, SPANISH));
        List<String> pages = paper.pages().stream()
                .map(lines -> String.join(" ", lines).replace("\u0001", ""))
                .toList();
        assertThat(pages).hasSizeGreaterThan(1);
        List<Integer> pageOfRow = new ArrayList<>();
        for (int i = 0; i < many.size(); i++) {
            Medication one = many.get(i);
            String row = (i + 1) + " " + one.name() + " " + one.dosage() + " " + one.instructions();
            List<Integer> on = IntStream.range(0, pages.size())
                    .filter(page -> pages.get(page).contains(row))
                    .boxed()
                    .toList();
            assertThat(on).as(row).hasSize(1);
            pageOfRow.add(on.getFirst());
        }
        assertThat(pageOfRow).isSorted();
        for (int page = 0; page < pages.size(); page++) {
            assertThat(pages.get(page))
                    .contains("Página " + (page + 1) + " de " + pages.size())
                    .contains("2026-000123 · María José Núñez Güell");
            assertThat(pages.get(page).contains("Medicamento Dosis Indicaciones"))
                    .as("a head over rows, on page " + page)
                    .isEqualTo(pageOfRow.contains(page));
            assertThat(paper.qr(page).atLowerRight()).isTrue();
        }
    }

    @Test
    void whatDoesNotCountIsMarked() {
        List<Medication> one = List.of(new Medication("Ibuprofen", "", ""));
        assertThat(new PaperReader(pdf.of(signed(PrescriptionStatus.CANCELLED, one), PaperSize.A5, Locale.ENGLISH))
                        .text())
                .contains("Cancelled");
        assertThat(new PaperReader(pdf.of(signed(PrescriptionStatus.USED_UP, one), PaperSize.A5, SPANISH)).text())
                .contains("Agotada");
    }

    @Test
    void whatSomebodyTypedIsNoMarkup() {
        PaperReader paper = new PaperReader(pdf.of(
                signed(
                        PrescriptionStatus.ACTIVE,
                        List.of(new Medication(
                                "<b>Bold</b> & more", "${7*7}", "<img src=\"file:///etc/hostname\"/>]]>"))),
                PaperSize.A4,
                Locale.ENGLISH));
        assertThat(paper.text()).contains("<b>Bold</b> & more ${7*7} <img src=\"file:///etc/hostname\"/>]]>");
    }

    @Test
    void anOfficeGetsThePaperOfItsCountry() {
        assertThat(PaperSize.at(BOSTON)).isEqualTo(PaperSize.LETTER);
        assertThat(PaperSize.at(ZoneId.of("America/Indiana/Knox"))).isEqualTo(PaperSize.LETTER);
        assertThat(PaperSize.at(ZoneId.of("Europe/Madrid"))).isEqualTo(PaperSize.A4);
        assertThat(PaperSize.at(ZoneId.of("America/Argentina/Ushuaia"))).isEqualTo(PaperSize.A4);
        assertThat(PaperSize.at(ZoneId.of("UTC"))).isEqualTo(PaperSize.A4);
    }

    private static SignedPaper signed(PrescriptionStatus status, List<Medication> medication) {
        return new SignedPaper(
                new PrescriptionPaper(
                        "2026-000123",
                        LocalDate.of(2026, 12, 1),
                        status,
                        "Clínica Ñandú Office",
                        "Calle Mayor 1.º, León",
                        "+34 987 555 010",
                        "Íñigo Pérez",
                        "Pediatría",
                        "CED-4711",
                        "María José Núñez Güell",
                        LocalDate.of(1980, 5, 17),
                        2,
                        medication),
                BOSTON,
                "7QKD-2M9X-PR4T",
                "1.0f1e2d3c." + "x".repeat(86));
    }
}
