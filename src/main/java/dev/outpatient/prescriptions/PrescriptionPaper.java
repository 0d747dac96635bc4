package dev.outpatient.prescriptions;

import dev.outpatient.shared.PdfPaper;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that stands on a prescription's paper, in the words that are printed. The signature covers exactly this, so that
 * whoever has the paper and the public key can check it without asking anybody.
 *
 * @param date when it was prescribed, by the calendar of the office
 * @param status when it was printed
 * @param licenseNumber of the doctor; this and other texts are empty where the clinic does not know them
 * @param refills how many were allowed
 */
public record PrescriptionPaper(
        String number,
        LocalDate date,
        PrescriptionStatus status,
        String officeName,
        String officeAddress,
        String officePhone,
        String doctorName,
        String specialty,
        String licenseNumber,
        String patientName,
        @Nullable LocalDate birthday,
        int refills,
        List<Medication> medication) {

    /** The first line of what is signed. Another layout of the lines would get another name. */
    public static final String FORMAT = "outpatient-rx-1";

    private static final Pattern SPACE = Pattern.compile("[\\p{Z}\\p{Cc}]+");
    private static final Pattern LONG_WORD = Pattern.compile("\\S{" + PdfPaper.LONGEST_WORD + "}(?=\\S)");
    private static final Pattern UNSEEN = Pattern.compile("\\p{Cf}+");

    public PrescriptionPaper {
        officeName = printed(officeName);
        officeAddress = printed(officeAddress);
        officePhone = printed(officePhone);
        doctorName = printed(doctorName);
        specialty = printed(specialty);
        licenseNumber = printed(licenseNumber);
        patientName = printed(patientName);
        medication = medication.stream()
                .map(one -> new Medication(printed(one.name()), printed(one.dosage()), printed(one.instructions())))
                .toList();
    }

    /**
     * What the signature covers: the printed facts, each in a line, in an order that does not depend on language or size
     * of the paper. docs/decisions/0029 defines it for those who write it anew from a paper.
     */
    public String content() {
        List<String> lines = new ArrayList<>(List.of(
                FORMAT,
                number,
                date.toString(),
                status.word(),
                officeName,
                officeAddress,
                officePhone,
                doctorName,
                specialty,
                licenseNumber,
                patientName,
                birthday == null ? "" : birthday.toString(),
                Integer.toString(refills)));
        for (Medication one : medication) {
            lines.add(
                    printed("%d %s %s %s".formatted(lines.size() - 12, one.name(), one.dosage(), one.instructions())));
        }
        return lines.stream().map(PrescriptionPaper::inPieces).collect(Collectors.joining("\n", "", "\n"));
    }

    /** Where the paper may break a word that is too long for a column, and where it need not: the same is signed. */
    private static String inPieces(String line) {
        return LONG_WORD.matcher(line).replaceAll("$0 ");
    }

    /** A text as it can be printed and read again: composed letters, single spaces, nothing that can't be seen. */
    static String printed(@Nullable String text) {
        if (text == null) {
            return "";
        }
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        return SPACE.matcher(UNSEEN.matcher(composed).replaceAll(""))
                .replaceAll(" ")
                .strip();
    }
}
