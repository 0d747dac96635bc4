package dev.outpatient.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outpatient.imports.UploadRefused.Why;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ByteArrayResource;

/** What may be sent, and what becomes of names and sizes that mean harm. */
class UploadedFilesTest {

    private static final long MOST = 50_000_000;

    @TempDir
    Path parent = Path.of("");

    @Test
    void plainFilesGzippedOnesAndAZipComeOutAlike() throws IOException {
        take(upload("C:\\export\\Patients.CSV", bytes("a")), upload("providers.csv.gz", gzip(bytes("b"))));
        assertThat(files()).containsExactly("patients.csv=a", "providers.csv=b");
    }

    @Test
    void ofAZipTheKnownFilesAreTakenWhereverTheyLie() throws IOException {
        take(upload(
                "export.zip",
                zip("../../../../patients.csv", "a", "/etc/passwd", "x", "csv/providers.csv", "b", "notes.txt", "c")));
        assertThat(files()).containsExactly("patients.csv=a", "providers.csv=b");
        assertThat(Files.exists(parent.resolve("patients.csv"))).isFalse();
    }

    @Test
    void aFileThatIsNoneOfThemIsNamed() {
        refused(Why.UNKNOWN_FILE, upload("../evil.csv", bytes("a")));
        refused(Why.UNKNOWN_FILE, upload("patients.csv.exe", bytes("a")));
        refused(Why.UNKNOWN_FILE, upload("", bytes("a")));
    }

    @Test
    void aFileThatComesTwiceIsRefused() throws IOException {
        refused(Why.SENT_TWICE, upload("patients.csv", bytes("a")), upload("PATIENTS.csv.gz", gzip(bytes("b"))));
        refused(Why.SENT_TWICE, upload("x.zip", zip("a/patients.csv", "a", "b/patients.csv", "b")));
    }

    @Test
    void whatGrowsTooMuchIsRefusedWhileItGrows() throws IOException {
        byte[] huge = new byte[60_000_000];
        Arrays.fill(huge, (byte) '\n');
        refused(Why.TOO_LARGE, upload("patients.csv.gz", gzip(huge)));
        refused(Why.TOO_LARGE, upload("x.zip", zip("patients.csv", new String(huge, StandardCharsets.US_ASCII))));
        // Not yet too large, but no CSV file packs so well.
        byte[] odd = Arrays.copyOf(huge, 40_000_000);
        refused(Why.TOO_LARGE, upload("patients.csv.gz", gzip(odd)));
        assertThat(size()).as("was written meanwhile").isLessThan(MOST);
    }

    @Test
    void aZipOfVeryManyFilesIsRefused() throws IOException {
        String[] many = new String[2_002];
        for (int i = 0; i < many.length; i += 2) {
            many[i] = "f" + i;
            many[i + 1] = "";
        }
        refused(Why.TOO_LARGE, upload("x.zip", zip(many)));
    }

    @Test
    void whatIsNotWhatItsNameSaysIsRefused() throws IOException {
        refused(Why.UNREADABLE, upload("x.zip", bytes("no zip")));
        refused(Why.UNREADABLE, upload("patients.csv.gz", bytes("no gzip")));
        refused(Why.UNREADABLE, upload("patients.csv.gz", Arrays.copyOf(gzip(bytes("cut off early")), 20)));
    }

    private void refused(Why why, Upload... uploads) {
        assertThatThrownBy(() -> take(uploads))
                .isInstanceOfSatisfying(
                        UploadRefused.class,
                        refusal -> assertThat(refusal.why()).isEqualTo(why));
    }

    private void take(Upload... uploads) throws IOException {
        Path directory = Files.createDirectories(parent.resolve("work"));
        try (var old = Files.list(directory)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
        new UploadedFiles(directory, Set.of("patients", "providers"), MOST).take(List.of(uploads));
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(parent.resolve("work"))) {
            return files.sorted()
                    .map(file -> {
                        try {
                            return file.getFileName() + "=" + Files.readString(file);
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    })
                    .toList();
        }
    }

    private long size() throws IOException {
        try (var files = Files.list(parent.resolve("work"))) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static Upload upload(String name, byte[] content) {
        return new Upload(name, new ByteArrayResource(content));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        }
        return packed.toByteArray();
    }

    /** @param entries name, content, name, content */
    private static byte[] zip(String... entries) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            for (int i = 0; i < entries.length; i += 2) {
                zip.putNextEntry(new ZipEntry(entries[i]));
                zip.write(bytes(entries[i + 1]));
                zip.closeEntry();
            }
        }
        return packed.toByteArray();
    }
}
