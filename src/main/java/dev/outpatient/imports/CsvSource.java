package dev.outpatient.imports;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The rows of a CSV file in UTF-8, gzipped or not, read one after the other. The first line names the columns. */
final class CsvSource implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final CloseableIterator<CsvRecord> records;
    private final Map<String, Integer> positions = new LinkedHashMap<>();
    private long lastLine = 1;

    private CsvSource(Path file, InputStream bytes) throws IOException {
        this.file = file;
        InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, BUFFER) : bytes;
        this.records = CsvReader.builder()
                .detectBomHeader(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .ofCsvRecord(text, StandardCharsets.UTF_8)
                .iterator();
    }

    /** The file of that name in the directory, plain or gzipped. */
    static Optional<Path> find(Path directory, String name) {
        for (String extension : List.of(".csv", ".csv.gz")) {
            Path file = directory.resolve(name + extension);
            if (Files.isRegularFile(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /**
     * @param columns those that the file must have
     * @param meter told of each byte that is read
     * @throws UnusableInput when the file can't be read or lacks a column
     */
    static CsvSource open(Path file, List<String> columns, ProgressMeter meter) {
        InputStream bytes = null;
        try {
            bytes = meter.watch(Files.newInputStream(file), file);
            CsvSource source = new CsvSource(file, bytes);
            source.readHeader(columns);
            return source;
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            close(bytes);
            throw UnusableInput.unreadable(file, e);
        } catch (UnusableInput e) {
            close(bytes);
            throw e;
        }
    }

    private void readHeader(List<String> columns) {
        if (records.hasNext()) {
            List<String> names = records.next().getFields();
            for (int i = 0; i < names.size(); i++) {
                // A name that stands twice means its first column; the other still counts for the width of rows.
                String name = names.get(i).strip();
                positions.put(positions.containsKey(name) ? name + " " + (i + 1) : name, i);
            }
        }
        List<String> missing = new ArrayList<>(columns);
        missing.removeAll(positions.keySet());
        if (!missing.isEmpty()) {
            throw UnusableInput.missingColumns(file, missing);
        }
    }

    String fileName() {
        return String.valueOf(file.getFileName());
    }

    /** The line on which the row that was read last starts. */
    long lastLine() {
        return lastLine;
    }

    /**
     * @return the next row that is not empty, or null at the end of the file
     * @throws UnusableInput when the file is damaged
     */
    @Nullable
    Row read() {
        try {
            if (!records.hasNext()) {
                return null;
            }
            CsvRecord next = records.next();
            lastLine = next.getStartingLineNumber();
            return new Row(lastLine, positions, next.getFields());
        } catch (UncheckedIOException | CsvParseException e) {
            throw UnusableInput.unreadableAfter(file, lastLine, e);
        }
    }

    @Override
    public void close() {
        close(records);
    }

    private static void close(@Nullable AutoCloseable open) {
        try {
            if (open != null) {
                open.close();
            }
        } catch (Exception e) {
            // Nothing was written to it, so nothing can be lost.
        }
    }
}
