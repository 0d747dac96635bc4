package dev.outpatient.accounts;

import static dev.outpatient.Pictures.REMARK;
import static dev.outpatient.Pictures.gif;
import static dev.outpatient.Pictures.jpeg;
import static dev.outpatient.Pictures.png;
import static dev.outpatient.Pictures.progressiveJpeg;
import static dev.outpatient.Pictures.read;
import static dev.outpatient.Pictures.together;
import static dev.outpatient.Pictures.withChunk;
import static dev.outpatient.Pictures.withExif;
import static dev.outpatient.Pictures.withSegment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outpatient.Pictures;
import dev.outpatient.accounts.RefusedPhoto.Fault;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a file that somebody sends as a photo. */
class PhotoTest {

    private static final byte[] SCRIPT = REMARK.getBytes(StandardCharsets.US_ASCII);

    @Test
    void aPictureOfAnySizeBecomesASquare() {
        for (byte[] file : List.of(
                jpeg(1, 1),
                jpeg(257, 100),
                png(4000, 300),
                png(300, 4000),
                gif(640, 480),
                jpeg(3000, 2000),
                progressiveJpeg(1600, 1200),
                jpeg(6000, 6000))) {
            BufferedImage photo = read(Photo.of(file));
            assertThat(photo.getWidth()).isEqualTo(256);
            assertThat(photo.getHeight()).isEqualTo(256);
        }
    }

    @Test
    void theMiddleIsKept() {
        for (byte[] file : List.of(png(4000, 300), png(300, 4000), jpeg(3000, 2000), gif(640, 480))) {
            assertThat(quarters(Photo.of(file))).isEqualTo("red green blue yellow");
        }
        BufferedImage bands = new BufferedImage(300, 100, BufferedImage.TYPE_INT_RGB);
        for (int x = 100; x < 200; x++) {
            for (int y = 0; y < 100; y++) {
                bands.setRGB(x, y, Color.GREEN.getRGB());
            }
        }
        assertThat(quarters(Photo.of(Pictures.encoded(bands, "png", false)))).isEqualTo("green green green green");
    }

    @Test
    void whatOneCanSeeThroughIsWhite() {
        BufferedImage nothing = new BufferedImage(100, 100, BufferedImage.TYPE_INT_ARGB);
        assertThat(quarters(Photo.of(Pictures.encoded(nothing, "png", false)))).isEqualTo("white white white white");
    }

    /** As Exif's table of orientations says, seen from how the picture is stored. */
    @ParameterizedTest
    @CsvSource({
        "1, red green blue yellow",
        "2, green red yellow blue",
        "3, yellow blue green red",
        "4, blue yellow red green",
        "5, red blue green yellow",
        "6, blue red yellow green",
        "7, yellow green blue red",
        "8, green yellow red blue",
        "0, red green blue yellow",
        "9, red green blue yellow"
    })
    void aPictureStandsUpright(int orientation, String shown) {
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            assertThat(quarters(Photo.of(withExif(jpeg(400, 300), orientation, order))))
                    .isEqualTo(shown);
        }
    }

    @Test
    void nothingButThePictureIsLeft() {
        byte[] gifComment = together(new byte[] {0x21, (byte) 0xFE, (byte) SCRIPT.length}, SCRIPT, new byte[] {0});
        byte[] gif = gif(50, 50);
        List<byte[]> files = List.of(
                withExif(jpeg(400, 300), 1, ByteOrder.BIG_ENDIAN),
                withSegment(jpeg(400, 300), 0xFE, SCRIPT),
                withSegment(jpeg(400, 300), 0xED, SCRIPT),
                withSegment(
                        jpeg(400, 300), 0xE2, together("ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII), SCRIPT)),
                together(jpeg(400, 300), SCRIPT),
                together(png(50, 50), SCRIPT),
                withChunk(png(50, 50), "tEXt", together("Comment\0".getBytes(StandardCharsets.US_ASCII), SCRIPT)),
                withChunk(png(50, 50), "eXIf", SCRIPT),
                together(gif, SCRIPT),
                together(Arrays.copyOf(gif, gif.length - 1), gifComment, new byte[] {0x3B}));
        for (byte[] file : files) {
            assertThat(text(file)).contains(REMARK);
            byte[] photo = Photo.of(file);
            assertThat(text(photo)).doesNotContain("script", "Exif", "Boston");
            assertThat(segments(photo)).containsOnly("ffe0", "ffdb", "ffc0", "ffc4", "ffda");
            assertThat(quarters(photo)).isEqualTo("red green blue yellow");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
                "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>",
                "<!DOCTYPE html><script>alert(1)</script>",
                "GIF89a/*<script>alert(1)</script>*/",
                "GIF87a",
                "BM and a bitmap",
                "II*\0 a TIFF",
                "RIFF....WEBPVP8 ",
                "%PDF-1.7",
                "PK\u0003\u0004",
                " "
            })
    void whatIsNoPictureOfTheThreeIsRefused(String file) {
        refused(file.getBytes(StandardCharsets.ISO_8859_1), Fault.NO_IMAGE);
    }

    @Test
    void theBeginningAloneIsNoPicture() {
        for (byte[] file : List.of(jpeg(400, 300), png(400, 300), gif(400, 300))) {
            for (int length : new int[] {2, 3, 8, 12, 20}) {
                refused(Arrays.copyOf(file, length), Fault.NO_IMAGE);
            }
        }
    }

    /** Whatever is changed in a file: a photo or a refusal, at once, and never anything else. */
    @Test
    void aBrokenFileIsDrawnOrRefused() {
        Random random = new Random(7);
        List<byte[]> files = List.of(
                withExif(jpeg(60, 40), 6, ByteOrder.LITTLE_ENDIAN), progressiveJpeg(60, 40), png(60, 40), gif(60, 40));
        for (int i = 0; i < 1000; i++) {
            byte[] file = files.get(i % files.size()).clone();
            for (int changes = random.nextInt(1, 6); changes > 0; changes--) {
                file[random.nextInt(file.length)] = (byte) random.nextInt(256);
            }
            byte[] cut = random.nextBoolean() ? file : Arrays.copyOf(file, random.nextInt(1, file.length));
            try {
                assertThat(Photo.of(cut)).startsWith(0xFF, 0xD8);
            } catch (RefusedPhoto refusal) {
                assertThat(refusal.fault()).isIn(Fault.NO_IMAGE, Fault.PIXELS);
            }
        }
    }

    /** A megabyte of file may be gigabytes of picture. The header is enough to see it. */
    @Test
    void tooManyPixelsAreNotUnpacked() {
        byte[] jpeg = jpeg(16, 16);
        int size = text(jpeg).indexOf("\u00ff\u00c0") + 5;
        Arrays.fill(jpeg, size, size + 4, (byte) 0xFD);
        byte[] gif = gif(16, 16);
        Arrays.fill(gif, 6, 10, (byte) 0xFF);
        int frame = text(gif).indexOf(",\0\0\0\0\u0010\0\u0010\0") + 5;
        Arrays.fill(gif, frame, frame + 4, (byte) 0xFF);
        long before = allocated();
        for (byte[] file : List.of(
                Pictures.pngOfSize(6325, 6325),
                Pictures.pngOfSize(50_000, 50_000),
                Pictures.pngOfSize(Integer.MAX_VALUE, Integer.MAX_VALUE),
                Pictures.pngOfSize(40_000_000, 1),
                jpeg,
                gif)) {
            refused(file, Fault.PIXELS);
        }
        assertThat(allocated() - before).isLessThan(20 << 20);
    }

    /** Texts in a PNG are packed as well: here 200 megabytes in less than one. */
    @Test
    void packedTextsAreNotUnpacked() throws IOException {
        BufferedImage few = new BufferedImage(50, 50, BufferedImage.TYPE_BYTE_INDEXED);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.writeBytes("Comment\0\0".getBytes(StandardCharsets.US_ASCII));
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            byte[] megabyte = new byte[1 << 20];
            for (int i = 0; i < 200; i++) {
                out.write(megabyte);
            }
        }
        assertThat(packed.size()).isLessThan(1 << 20);
        byte[] file = withChunk(Pictures.encoded(few, "png", false), "zTXt", packed.toByteArray());
        long before = allocated();
        assertThat(Photo.of(file)).isNotEmpty();
        assertThat(allocated() - before).isLessThan(100 << 20);
    }

    /** A picture that builds up in thousands of steps, each of them tiny, and each drawn over the whole picture. */
    @Test
    void tooManyScansAreRefused() {
        byte[] file = progressiveJpeg(64, 64);
        int last = text(file).lastIndexOf("\u00ff\u00da");
        byte[] scan = Arrays.copyOfRange(file, last, file.length - 2);
        byte[] many = Arrays.copyOf(file, file.length - 2);
        for (int i = 0; i < 100; i++) {
            many = together(many, scan);
        }
        refused(together(many, new byte[] {(byte) 0xFF, (byte) 0xD9}), Fault.NO_IMAGE);
    }

    private static void refused(byte[] file, Fault fault) {
        assertThatThrownBy(() -> Photo.of(file))
                .isInstanceOfSatisfying(
                        RefusedPhoto.class, e -> assertThat(e.fault()).isEqualTo(fault));
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1);
    }

    /** The markers up to the scan. */
    private static List<String> segments(byte[] jpeg) {
        List<String> markers = new ArrayList<>();
        int at = 2;
        while (!markers.contains("ffda")) {
            markers.add("%02x%02x".formatted(jpeg[at], jpeg[at + 1]));
            at += 2 + (Byte.toUnsignedInt(jpeg[at + 2]) << 8) + Byte.toUnsignedInt(jpeg[at + 3]);
        }
        return markers;
    }

    /** The colours in the middle of its quarters. */
    private static String quarters(byte[] photo) {
        BufferedImage picture = read(photo);
        List<String> names = new ArrayList<>();
        for (int y : new int[] {64, 192}) {
            for (int x : new int[] {64, 192}) {
                names.add(name(new Color(picture.getRGB(x, y))));
            }
        }
        return String.join(" ", names);
    }

    private static String name(Color colour) {
        return switch (colour.getRed() / 128 * 4 + colour.getGreen() / 128 * 2 + colour.getBlue() / 128) {
            case 1 -> "blue";
            case 2 -> "green";
            case 4 -> "red";
            case 6 -> "yellow";
            case 7 -> "white";
            default -> colour.toString();
        };
    }
}
