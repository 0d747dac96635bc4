package dev.outpatient.shared;

import com.openhtmltopdf.extend.FSTextBreaker;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.logging.Level;
import org.apache.fontbox.FontBoxFont;
import org.apache.fontbox.ttf.OTFParser;
import org.apache.fontbox.ttf.OpenTypeFont;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.font.CIDFontMapping;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.apache.pdfbox.pdmodel.font.PDCIDSystemInfo;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;

/**
 * Makes a PDF of a page of HTML, which must be well-formed as XML. The fonts are those of the pages, "Source Sans 3", and
 * are embedded; nothing is fetched from anywhere. A line breaks at spaces, not in 10-20 or mg/ml, so that what is read
 * from the paper is what was written.
 */
public final class PdfPaper {

    /** Of so many letters is the longest word that is never broken; a longer one breaks behind each as many. */
    public static final int LONGEST_WORD = 20;

    private static final String FONT = "Source Sans 3";
    private static final int NORMAL = 400;
    private static final int BOLD = 700;

    private static final int GSUB = 0x47535542;
    private static final int UNUSED = 0x2D2D2D2D;

    private static final byte[] REGULAR_FILE = load("/fonts/source-sans-3-400.ttf");
    private static final byte[] BOLD_FILE = load("/fonts/source-sans-3-600.ttf");

    static {
        FontMappers.set(new OwnFonts(parse(REGULAR_FILE)));
        XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.WARNING));
    }

    private PdfPaper() {}

    public static byte[] of(String html) {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        try {
            new PdfRendererBuilder()
                    .withHtmlContent(html, null)
                    .useFont(() -> new ByteArrayInputStream(REGULAR_FILE), FONT, NORMAL, FontStyle.NORMAL, true)
                    .useFont(() -> new ByteArrayInputStream(BOLD_FILE), FONT, BOLD, FontStyle.NORMAL, true)
                    .useUnicodeLineBreaker(new Spaces())
                    .usePdfUaAccessibility(true)
                    .useExternalResourceAccessControl(
                            (address, type) -> address.startsWith("data:"),
                            ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI)
                    .toStream(pdf)
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pdf.toByteArray();
    }

    private static byte[] load(String file) {
        try (InputStream in = Objects.requireNonNull(PdfPaper.class.getResourceAsStream(file), file)) {
            return withoutLigatures(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OpenTypeFont parse(byte[] font) {
        try {
            return new OTFParser().parse(new RandomAccessReadBuffer(font));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The PDF library asks for fonts by name, for forms that no paper has. So it never searches those of the machine,
     * which takes seconds and leaves a file in the home of who runs the program.
     */
    private record OwnFonts(OpenTypeFont font) implements FontMapper {

        @Override
        public FontMapping<TrueTypeFont> getTrueTypeFont(String name, PDFontDescriptor descriptor) {
            return new FontMapping<>(font, false);
        }

        @Override
        public FontMapping<FontBoxFont> getFontBoxFont(String name, PDFontDescriptor descriptor) {
            return new FontMapping<>(font, false);
        }

        @Override
        public CIDFontMapping getCIDFont(String name, PDFontDescriptor descriptor, PDCIDSystemInfo system) {
            return new CIDFontMapping(font, font, false);
        }
    }

    /**
     * Letters that are drawn as one are not read back as what was written. Nobody finds the table of substitutions under
     * another name.
     */
    private static byte[] withoutLigatures(byte[] font) {
        ByteBuffer file = ByteBuffer.wrap(font);
        int tables = file.getShort(4);
        for (int i = 0; i < tables; i++) {
            int entry = 12 + 16 * i;
            if (file.getInt(entry) == GSUB) {
                file.putInt(entry, UNUSED);
            }
        }
        return font;
    }

    /** Says that a line may break behind spaces, and nowhere else but in words that are longer than {@link #LONGEST_WORD}. */
    private static final class Spaces implements FSTextBreaker {

        private String text = "";
        private int at;

        @Override
        public void setText(String newText) {
            text = newText;
            at = 0;
        }

        @Override
        public int next() {
            if (at >= text.length()) {
                return -1;
            }
            for (int letters = 0; at < text.length() && text.charAt(at) != ' '; letters++) {
                if (letters == LONGEST_WORD) {
                    return at;
                }
                at = text.offsetByCodePoints(at, 1);
            }
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
            return at;
        }
    }
}
