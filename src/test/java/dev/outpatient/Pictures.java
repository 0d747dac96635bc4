package dev.outpatient;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Files as people and their enemies send them. */
public final class Pictures {

    /** What must not be found in anything that was made of them. */
    public static final String REMARK = "<script>alert('Boston 42.36 N')</script>";

    private Pictures() {}

    /** A quarter of it in each colour: red, green above; blue, yellow below. */
    public static BufferedImage quarters(int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = picture.createGraphics();
        Color[] colours = {Color.RED, Color.GREEN, Color.BLUE, Color.YELLOW};
        for (int i = 0; i < 4; i++) {
            canvas.setColor(colours[i]);
            canvas.fillRect(i % 2 * width / 2, i / 2 * height / 2, (width + 1) / 2, (height + 1) / 2);
        }
        canvas.dispose();
        return picture;
    }

    public static byte[] jpeg(int width, int height) {
        return encoded(quarters(width, height), "jpeg", false);
    }

    public static byte[] progressiveJpeg(int width, int height) {
        return encoded(quarters(width, height), "jpeg", true);
    }

    public static byte[] png(int width, int height) {
        return encoded(quarters(width, height), "png", false);
    }

    public static byte[] gif(int width, int height) {
        return encoded(quarters(width, height), "gif", false);
    }

    public static byte[] encoded(BufferedImage picture, String format, boolean progressive) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            if (progressive) {
                how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    public static BufferedImage read(byte[] file) {
        try {
            return ImageIO.read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With a segment as cameras write it: how it was held, and in place of where it was taken the remark. */
    public static byte[] withExif(byte[] jpeg, int orientation, ByteOrder order) {
        byte[] remark = REMARK.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer tiff =
                ByteBuffer.allocate(8 + 2 + 2 * 12 + 4 + remark.length).order(order);
        tiff.put((order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes(StandardCharsets.US_ASCII));
        tiff.putShort((short) 42).putInt(8).putShort((short) 2);
        tiff.putShort((short) 0x010E).putShort((short) 2).putInt(remark.length).putInt(38);
        tiff.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        tiff.putInt(0).put(remark);
        return withSegment(jpeg, 0xE1, together("Exif\0\0".getBytes(StandardCharsets.US_ASCII), tiff.array()));
    }

    /** With a segment put behind the start. */
    public static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
        ByteBuffer head = ByteBuffer.allocate(6);
        head.put(jpeg, 0, 2).put((byte) 0xFF).put((byte) marker).putShort((short) (content.length + 2));
        return together(head.array(), content, java.util.Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    /** With a chunk put behind the first one, which says how large the picture is. */
    public static byte[] withChunk(byte[] png, String type, byte[] content) {
        return together(
                java.util.Arrays.copyOf(png, 33),
                chunk(type, content),
                java.util.Arrays.copyOfRange(png, 33, png.length));
    }

    /** A file that says it is that large, of which the picture is missing. */
    public static byte[] pngOfSize(int width, int height) {
        byte[] start = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        return together(start, chunk("IHDR", header), chunk("IDAT", new byte[10]), chunk("IEND", new byte[0]));
    }

    private static byte[] chunk(String type, byte[] content) {
        byte[] named = together(type.getBytes(StandardCharsets.US_ASCII), content);
        CRC32 sum = new CRC32();
        sum.update(named);
        return ByteBuffer.allocate(named.length + 8)
                .putInt(content.length)
                .put(named)
                .putInt((int) sum.getValue())
                .array();
    }

    public static byte[] together(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
