package dev.outpatient.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as they come: gzipped, with a byte order mark, cut off. */
class CsvSourceTest {

    @TempDir
    Path directory;

    @Test
    void columnsAreKnownByNameWhereverTheyStand() throws IOException {
        try (CsvSource source = open(write("a.csv", "X,B,A\n1,2,3\n"))) {
            Row row = Objects.requireNonNull(source.read());
            assertThat(row.required("A", 9)).isEqualTo("3");
            assertThat(row.required("B", 9)).isEqualTo("2");
            assertThat(source.read()).isNull();
        }
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstName() throws IOException {
        try (CsvSource source = open(write("a.csv", "\uFEFFA,B\nMaría,2\n"))) {
            assertThat(Objects.requireNonNull(source.read()).required("A", 9)).isEqualTo("María");
        }
    }

    @Test
    void aRowTellsTheLineOnWhichItStarts() throws IOException {
        try (CsvSource source = open(write("a.csv", "A,B\r\n\"two\r\nlines\",2\r\n\r\n3,4\r\n"))) {
            assertThat(Objects.requireNonNull(source.read()).line()).isEqualTo(2);
            assertThat(Objects.requireNonNull(source.read()).line()).isEqualTo(5);
        }
    }

    @Test
    void aGzippedFileReadsTheSame() throws IOException {
        Path file = directory.resolve("a.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("A,B\n1,2\n".getBytes(UTF_8));
        }
        assertThat(CsvSource.find(directory, "a")).contains(file);
        try (CsvSource source = open(file)) {
            assertThat(Objects.requireNonNull(source.read()).required("B", 9)).isEqualTo("2");
        }
    }

    @Test
    void aFileThatLacksAColumnSaysWhich() throws IOException {
        Path file = write("a.csv", "A,C\n1,2\n");
        assertThatThrownBy(() -> open(file))
                .isInstanceOf(UnusableInput.class)
                .hasMessage(file + " has no column B in its first line");
        Path empty = write("b.csv", "");
        assertThatThrownBy(() -> open(empty)).hasMessage(empty + " has no column A, B in its first line");
    }

    @Test
    void aFileThatWasCutOffIsNotTakenForAWholeOne() throws IOException {
        Path file = directory.resolve("a.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("A,B\n".getBytes(UTF_8));
            for (int i = 0; i < 100_000; i++) {
                out.write((i * 7919L % 100_003 + "," + i + "\n").getBytes(UTF_8));
            }
        }
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> {
                    try (CsvSource source = open(file)) {
                        while (source.read() != null) {
                            assertThat(source.lastLine()).isPositive();
                        }
                    }
                })
                .isInstanceOf(UnusableInput.class)
                .hasMessageStartingWith("Can't read " + file + " beyond line ");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static CsvSource open(Path file) {
        return CsvSource.open(file, List.of("A", "B"), ProgressMeter.SILENT);
    }
}
