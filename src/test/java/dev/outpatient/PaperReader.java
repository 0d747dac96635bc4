package dev.outpatient;

import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.Result;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/**
 * Reads a prescription's PDF as somebody does who has nothing else: the words, the QR code in the picture of a page, and
 * whether the one belongs to the other. It shares no code with what made the paper.
 */
public final class PaperReader {

    /** The words of a paper in a language. */
    private record Words(
            Locale locale,
            String date,
            String title,
            String number,
            String patient,
            String born,
            String doctor,
            String license,
            String tableHead,
            String refills,
            Map<String, String> marks) {}

    private static final Words ENGLISH = new Words(
            Locale.ENGLISH,
            "d MMMM yyyy",
            "Prescription",
            "No. ",
            "Patient",
            "Born ",
            "Doctor",
            "License ",
            "Medication Dosage Instructions",
            "Refills: ",
            Map.of("Cancelled", "cancelled", "Used up", "used_up"));

    private static final Words SPANISH = new Words(
            Locale.of("es"),
            "d 'de' MMMM 'de' yyyy",
            "Receta",
            "N.º ",
            "Paciente",
            "Fecha de nacimiento: ",
            "Médico",
            "Cédula profesional ",
            "Medicamento Dosis Indicaciones",
            "Renovaciones: ",
            Map.of("Cancelada", "cancelled", "Agotada", "used_up"));

    private static final Pattern CODE = Pattern.compile("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$");
    private static final String ROW = "\u0001";
    private static final float MARGIN = 12 / 25.4f * 72;
    private static final int[] LOOKS = {200, 250, 300, 350, 400, 500, 600};
    private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

    private final byte[] pdf;

    public PaperReader(byte[] pdf) {
        this.pdf = pdf;
    }

    /** The lines of each page, as they are read out; what stands in the left margin of a row begins with a mark. */
    public List<List<String>> pages() {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            List<List<String>> pages = new ArrayList<>();
            PDFTextStripper stripper = new PDFTextStripper() {
                @Override
                protected void writeString(String text, List<TextPosition> positions) throws IOException {
                    boolean numbered = Math.abs(positions.getFirst().getX() - MARGIN) < 2 && text.matches("\\d+.*");
                    super.writeString(numbered ? ROW + text : text, positions);
                }
            };
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                pages.add(Arrays.stream(stripper.getText(document).split("\\R"))
                        .map(line -> line.strip().replaceAll(" +", " "))
                        .filter(line -> !line.isEmpty())
                        .toList());
            }
            return pages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All words in their order, as one line. */
    public String text() {
        List<String> lines = new ArrayList<>();
        pages().forEach(lines::addAll);
        return String.join(" ", lines).replace(ROW, "");
    }

    /** The picture of a page, from 0. */
    public BufferedImage picture(int page, int dpi) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFRenderer(document).renderImageWithDPI(page, dpi, ImageType.RGB);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a QR code says, and whether it is in the lower right of its page. */
    public record Qr(String text, boolean atLowerRight) {}

    /**
     * The code of a page, from 0. The library misses one in a hundred pictures, where it takes letters for corners of the
     * code; one looks again then, and nearer, as with a telephone.
     */
    public Qr qr(int page) {
        for (int dpi : LOOKS) {
            BufferedImage picture = picture(page, dpi);
            LuminanceSource whole = new RGBLuminanceSource(
                    picture.getWidth(),
                    picture.getHeight(),
                    picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth()));
            int left = picture.getWidth() / 2;
            int top = picture.getHeight() / 2;
            LuminanceSource near = whole.crop(left, top, picture.getWidth() - left, picture.getHeight() - top);
            Optional<Result> found = decode(whole);
            if (found.isPresent()) {
                return new Qr(
                        found.get().getText(),
                        Arrays.stream(found.get().getResultPoints())
                                .allMatch(point -> point.getX() > picture.getWidth() * 0.6
                                        && point.getY() > picture.getHeight() * 0.7));
            }
            found = decode(near);
            if (found.isPresent()) {
                return new Qr(
                        found.get().getText(),
                        Arrays.stream(found.get().getResultPoints())
                                .allMatch(point -> point.getX() + left > picture.getWidth() * 0.6
                                        && point.getY() + top > picture.getHeight() * 0.7));
            }
        }
        throw new AssertionError("The QR code of page " + (page + 1) + " can't be read");
    }

    /** By local contrast, as of a photo, and by that of the whole picture. */
    private static Optional<Result> decode(LuminanceSource picture) {
        return decode(new HybridBinarizer(picture)).or(() -> decode(new GlobalHistogramBinarizer(picture)));
    }

    private static Optional<Result> decode(Binarizer binarizer) {
        try {
            // It is small on the picture of a whole page: every line is looked at.
            return Optional.of(
                    new QRCodeReader().decode(new BinaryBitmap(binarizer), Map.of(DecodeHintType.TRY_HARDER, true)));
        } catch (ReaderException e) {
            // Not in this picture.
            return Optional.empty();
        }
    }

    /** What was signed, written anew from the words of the paper. */
    public String content() {
        List<String> lines = new ArrayList<>();
        for (List<String> page : pages()) {
            int foot = 0;
            while (!CODE.matcher(page.get(foot)).find()) {
                foot++;
            }
            lines.addAll(page.subList(foot + 1, page.size()));
        }
        Words words = lines.contains(ENGLISH.title()) ? ENGLISH : SPANISH;
        String status = lines.stream()
                .filter(words.marks()::containsKey)
                .map(words.marks()::get)
                .findFirst()
                .orElse("active");
        lines.removeIf(words.marks()::containsKey);
        lines.removeIf(words.tableHead()::equals);

        int title = lines.indexOf(words.title());
        int patient = lines.indexOf(words.patient());
        int doctor = lines.indexOf(words.doctor());
        int rows = firstRow(lines, doctor);
        List<String> office = lines.subList(0, title);
        List<String> signer = lines.subList(doctor + 1, rows);
        List<String> content = new ArrayList<>(List.of(
                "outpatient-rx-1",
                lines.get(title + 1).substring(words.number().length()),
                date(words, lines.get(title + 2)),
                status,
                plain(office.get(0)),
                plain(office.get(1)),
                plain(office.get(2)),
                signer.get(0),
                signer.get(1),
                signer.get(2).substring(words.license().length()),
                lines.get(patient + 1),
                date(
                        words,
                        String.join(" ", lines.subList(patient + 2, doctor))
                                .substring(words.born().length())),
                lines.getLast().substring(words.refills().length())));
        StringBuilder row = new StringBuilder();
        for (String line : lines.subList(rows, lines.size() - 1)) {
            if (line.startsWith(ROW) && !row.isEmpty()) {
                content.add(row.toString());
                row.setLength(0);
            }
            row.append(row.isEmpty() ? "" : " ").append(plain(line));
        }
        content.add(row.toString());
        // A word is broken behind twenty letters, if it is at all.
        return content.stream()
                .map(line -> line.replaceAll("(\\S{20})(?=\\S)", "$1 "))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static int firstRow(List<String> lines, int after) {
        for (int i = after; i < lines.size(); i++) {
            if (lines.get(i).startsWith(ROW + "1")) {
                return i;
            }
        }
        throw new AssertionError("No medication in " + lines);
    }

    private static String plain(String line) {
        return line.replace(ROW, "");
    }

    private static String date(Words words, String printed) {
        return LocalDate.parse(plain(printed), DateTimeFormatter.ofPattern(words.date(), words.locale()))
                .toString();
    }

    /** Whether one of the keys signed this content by the proof in the code; needs neither network nor program. */
    public static boolean verifies(String qr, String content, String jwkSet) {
        String[] proof = qr.substring(qr.indexOf('#') + 1).split("\\.");
        if (proof.length != 3 || !proof[0].equals("1")) {
            return false;
        }
        Matcher key = Pattern.compile("\\{[^}]*\"kid\":\"" + Pattern.quote(proof[1]) + "[^\"]*\"[^}]*}")
                .matcher(jwkSet);
        if (!key.find()) {
            return false;
        }
        Matcher x = Pattern.compile("\"x\":\"([^\"]+)\"").matcher(key.group());
        if (!x.find()) {
            return false;
        }
        try {
            byte[] raw = Base64.getUrlDecoder().decode(x.group(1));
            byte[] encoded = Arrays.copyOf(ED25519, ED25519.length + raw.length);
            System.arraycopy(raw, 0, encoded, ED25519.length, raw.length);
            PublicKey publicKey = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(publicKey);
            check.update(content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return check.verify(Base64.getUrlDecoder().decode(proof[2]));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Neither a key nor a signature.
            return false;
        }
    }
}
