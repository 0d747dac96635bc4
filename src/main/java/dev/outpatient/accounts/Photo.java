package dev.outpatient.accounts;

import dev.outpatient.accounts.RefusedPhoto.Fault;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Makes the photo of a person out of a file that somebody sent: a square JPEG, drawn anew, in which nothing but the
 * picture is left. What the file is, its first bytes say; its name and what the sender calls it are not looked at.
 */
final class Photo {

    static final String TYPE = "image/jpeg";

    /** Width and height: the largest avatar of a page on a screen with three dots to a pixel. */
    static final int SIDE = 256;

    /** Its size says nothing of what a file takes when it is unpacked; this does. */
    static final int MOST_PIXELS = 40_000_000;

    /** Decoders hold whole rows, so one must not be as long as that. */
    static final int LONGEST_SIDE = 20_000;

    /** Of a larger picture every second, third, ... point is taken, so that drawing it takes little memory. */
    private static final int ENOUGH = 4 * SIDE;

    private static final float QUALITY = 0.85f;

    /** Those that cameras and browsers make. The Java platform reads others too, with readers that nobody would miss. */
    private enum Format {
        JPEG("ffd8ff"),
        PNG("89504e470d0a1a0a"),
        GIF("474946383761", "474946383961");

        private final List<String> starts;

        Format(String... starts) {
            this.starts = List.of(starts);
        }

        static Format of(byte[] file) {
            String start = HexFormat.of().formatHex(file, 0, Math.min(file.length, 8));
            return Arrays.stream(values())
                    .filter(format -> format.starts.stream().anyMatch(start::startsWith))
                    .findFirst()
                    .orElseThrow(() -> RefusedPhoto.because(Fault.NO_IMAGE));
        }
    }

    private Photo() {}

    /** @throws RefusedPhoto when it is no picture that can be read, or one of too many pixels */
    static byte[] of(byte[] file) {
        Format format = Format.of(file);
        try {
            if (format == Format.JPEG) {
                JpegFile jpeg = JpegFile.read(file);
                return encoded(square(decoded(format, jpeg.picture()), jpeg.orientation()));
            }
            return encoded(square(decoded(format, file), 1));
        } catch (RefusedPhoto e) {
            throw e;
        } catch (IOException | RuntimeException e) { // The readers throw all sorts where a file lies.
            throw RefusedPhoto.because(Fault.NO_IMAGE);
        }
    }

    /** The square in the middle, not much larger than it is needed. */
    private static BufferedImage decoded(Format format, byte[] file) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName(format.name().toLowerCase(Locale.ROOT))
                .next();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            // Without the metadata: texts in a PNG are packed, too.
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if ((long) width * height > MOST_PIXELS || Math.max(width, height) > LONGEST_SIDE) {
                throw RefusedPhoto.because(Fault.PIXELS);
            }
            int side = Math.min(width, height);
            int step = Math.max(1, side / ENOUGH);
            ImageReadParam middle = reader.getDefaultReadParam();
            middle.setSourceRegion(new Rectangle((width - side) / 2, (height - side) / 2, side, side));
            middle.setSourceSubsampling(step, step, 0, 0);
            return reader.read(0, middle);
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage square(BufferedImage picture, int orientation) {
        BufferedImage smaller = picture;
        // Each step of two takes every point into account, as one large step would not.
        while (smaller.getWidth() >= 2 * SIDE) {
            smaller = drawn(smaller, smaller.getWidth() / 2, new AffineTransform());
        }
        return drawn(smaller, SIDE, upright(orientation));
    }

    private static BufferedImage drawn(BufferedImage picture, int side, AffineTransform turn) {
        BufferedImage square = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = square.createGraphics();
        try {
            canvas.setColor(Color.WHITE); // behind what one can see through
            canvas.fillRect(0, 0, side, side);
            canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            canvas.transform(turn);
            canvas.drawImage(picture, 0, 0, side, side, null);
        } finally {
            canvas.dispose();
        }
        return square;
    }

    /** Turns and mirrors the square as Exif 2.3 defines the numbers of its tag Orientation. */
    private static AffineTransform upright(int orientation) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, SIDE, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, SIDE, SIDE);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, SIDE);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, SIDE, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, SIDE, SIDE);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, SIDE);
            default -> new AffineTransform();
        };
    }

    private static byte[] encoded(BufferedImage picture) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
