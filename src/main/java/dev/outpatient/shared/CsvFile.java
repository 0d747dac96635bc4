package dev.outpatient.shared;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Rows as a file for a spreadsheet. */
public final class CsvFile {

    /** In UTF-8 with its mark, without which spreadsheets take the names for another encoding. */
    private static final MediaType TYPE = MediaType.parseMediaType("text/csv;charset=UTF-8");

    private static final String MARK = "\uFEFF";

    /** What a spreadsheet takes for the beginning of a formula, also in the wide letters of East Asia. */
    private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private CsvFile() {}

    /**
     * The answer that a browser keeps as a file.
     *
     * @param name of the file, without its extension
     * @param cells of a row, in the order of the heads
     */
    public static <T> ResponseEntity<String> of(
            String name, List<String> heads, List<T> rows, Function<T, List<@Nullable Object>> cells) {
        StringWriter text = new StringWriter();
        text.write(MARK);
        // Closed before the text is read: it keeps some of it back until then.
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(heads);
            rows.forEach(row ->
                    csv.writeRecord(cells.apply(row).stream().map(CsvFile::cell).toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ResponseEntity.ok()
                .contentType(TYPE)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name + ".csv")
                                .build()
                                .toString())
                .body(text.toString());
    }

    /** What somebody typed as a name must not be taken for a formula when the file is opened. */
    static String cell(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        return value instanceof String && !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
