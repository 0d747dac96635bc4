package dev.outpatient.accounts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A JPEG file without all that is not needed to draw it: where and when it was taken, colour profiles, remarks, thumbnails, and whatever
 * stands behind its end. So the decoder is not given any of that to read.
 *
 * @param picture what is left
 * @param orientation how the camera was held, from 1 (upright) to 8, by the numbers of Exif
 */
record JpegFile(byte[] picture, int orientation) {

    /** A picture that builds up has about ten. With thousands, a small file keeps a processor busy for hours. */
    private static final int MOST_SCANS = 100;

    private static final int START = 0xD8;
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;
    private static final int REMARK = 0xFE;
    private static final int JFIF = 0xE0;
    private static final int EXIF = 0xE1;
    /** It says how colours are coded. */
    private static final int ADOBE = 0xEE;

    private static final byte[] EXIF_HEAD = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int ORIENTATION_TAG = 0x0112;

    /** @throws IOException when the segments don't follow each other as they should, or too many scans do */
    static JpegFile read(byte[] file) throws IOException {
        ByteArrayOutputStream picture = new ByteArrayOutputStream(file.length);
        picture.write(file, 0, 2);
        int orientation = 1;
        int scans = 0;
        int at = 2;
        while (at + 4 <= file.length) {
            if (unsigned(file, at) != 0xFF) {
                throw new IOException("No segment at " + at);
            }
            int marker = unsigned(file, at + 1);
            if (marker == 0xFF) {
                at++; // Any number of them may stand before a marker.
                continue;
            }
            if (marker == END) {
                break;
            }
            if (marker < 0xC0 || isRestart(marker) || marker == START) {
                throw new IOException("A segment without a length at " + at);
            }
            int end = at + 2 + (unsigned(file, at + 2) << 8 | unsigned(file, at + 3));
            if (end < at + 4 || end > file.length) {
                throw new IOException("A segment that ends nowhere at " + at);
            }
            if (marker == SCAN) {
                if (++scans > MOST_SCANS) {
                    throw new IOException("Too many scans");
                }
                end = endOfScan(file, end);
            }
            if (marker == EXIF && startsWith(file, at + 4, end, EXIF_HEAD)) {
                orientation = orientation(file, at + 4 + EXIF_HEAD.length, end);
            }
            if (isNeeded(marker)) {
                picture.write(file, at, end - at);
            }
            at = end;
        }
        if (scans == 0) {
            throw new IOException("Nothing to draw");
        }
        picture.write(0xFF);
        picture.write(END);
        return new JpegFile(picture.toByteArray(), orientation);
    }

    private static boolean isNeeded(int marker) {
        boolean application = marker >= JFIF && marker <= 0xEF;
        return marker == JFIF || marker == ADOBE || !application && marker != REMARK;
    }

    private static boolean isRestart(int marker) {
        return marker >= 0xD0 && marker <= 0xD7;
    }

    /** In a scan 0xFF stands before 0, which is stuffing, and before the marks by which a reader finds back. */
    private static int endOfScan(byte[] file, int start) {
        int at = start;
        while (at + 1 < file.length) {
            int next = unsigned(file, at + 1);
            if (unsigned(file, at) == 0xFF && next != 0 && next != 0xFF && !isRestart(next)) {
                return at;
            }
            at++;
        }
        return file.length;
    }

    /** From the first directory of the TIFF file that is in the segment; 1 where it does not say. */
    private static int orientation(byte[] file, int start, int end) {
        try {
            ByteBuffer tiff = ByteBuffer.wrap(file, start, end - start).slice();
            tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int directory = tiff.getInt(4);
            int entries = Short.toUnsignedInt(tiff.getShort(directory));
            for (int i = 0; i < entries; i++) {
                int entry = directory + 2 + 12 * i;
                if (tiff.getShort(entry) == ORIENTATION_TAG) {
                    int value = tiff.getShort(entry + 8);
                    return value >= 1 && value <= 8 ? value : 1;
                }
            }
        } catch (IndexOutOfBoundsException e) {
            return 1; // A directory that is not there: nobody needs it to see the picture.
        }
        return 1;
    }

    private static boolean startsWith(byte[] file, int start, int end, byte[] head) {
        return end - start >= head.length
                && ByteBuffer.wrap(file, start, head.length).equals(ByteBuffer.wrap(head));
    }

    private static int unsigned(byte[] file, int at) {
        return Byte.toUnsignedInt(file[at]);
    }
}
