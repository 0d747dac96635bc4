package dev.outpatient.portal;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The word lists of the demo data, in {@code demo/NAME.csv}. */
final class DemoTable {

    private DemoTable() {}

    static List<NamedCsvRecord> rows(String name) {
        String path = "/demo/" + name + ".csv";
        try (InputStream file = DemoTable.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalArgumentException("No word list " + path);
            }
            return CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(file, StandardCharsets.UTF_8)).stream()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
