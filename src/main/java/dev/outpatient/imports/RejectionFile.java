package dev.outpatient.imports;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** The file that lists each row that was not taken. */
final class RejectionFile implements Rejections, AutoCloseable {

    private final Path path;
    private final CsvWriter writer;

    private RejectionFile(Path path, CsvWriter writer) {
        this.path = path;
        this.writer = writer;
    }

    /**
     * Writes the file anew.
     *
     * @throws UnusableInput when it can't be written
     */
    static RejectionFile create(Path path) {
        try {
            RejectionFile rejections =
                    new RejectionFile(path, CsvWriter.builder().build(path));
            rejections.writer.writeRecord("file", "line", "column", "reason");
            rejections.writer.flush();
            return rejections;
        } catch (IOException | UncheckedIOException e) {
            throw UnusableInput.unwritable(path, e);
        }
    }

    /** @throws UnusableInput when the disk is full, say */
    @Override
    public void write(String file, List<Rejection> rejected) {
        try {
            for (Rejection row : rejected) {
                writer.writeRecord(file, Long.toString(row.line()), row.column(), row.reason());
            }
            writer.flush();
        } catch (IOException | UncheckedIOException e) {
            throw UnusableInput.unwritable(path, e);
        }
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw UnusableInput.unwritable(path, e);
        }
    }
}
