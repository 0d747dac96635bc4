package dev.outpatient.imports;

import dev.outpatient.imports.UploadRefused.Why;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Puts what was sent into a directory, unpacked. No name that was sent becomes a path: it only tells which of the known
 * files is meant. What is unpacked is counted while it is, so that a small file can't become a huge one.
 */
final class UploadedFiles {

    /** No CSV file packs better than this. */
    private static final int MOST_PACKED = 100;

    private static final long ALWAYS_ALLOWED = 10_000_000;
    private static final int MOST_ENTRIES = 1_000;
    private static final int BUFFER = 1 << 16;
    private static final String CSV = ".csv";
    private static final String PACKED = ".csv.gz";
    private static final String ZIP = ".zip";

    private final Path directory;
    private final Set<String> known;
    private final long most;
    private long allowed = ALWAYS_ALLOWED;
    private long unpacked;

    /**
     * @param directory an empty one
     * @param known the names of the files, without their extension
     * @param most so many bytes are unpacked at most
     */
    UploadedFiles(Path directory, Set<String> known, long most) {
        this.directory = directory;
        this.known = known;
        this.most = most;
    }

    /**
     * @return how many bytes lie in the directory
     * @throws UploadRefused when one can't be used; what was written by then stays in the directory
     */
    long take(List<Upload> uploads) throws IOException {
        for (Upload upload : uploads) {
            String name = baseName(upload.name());
            Path sent = directory.resolve("sent");
            try (InputStream in = upload.content().getInputStream()) {
                Files.copy(in, sent);
            }
            allowed = Math.min(most, allowed + MOST_PACKED * Files.size(sent));
            try {
                if (name.endsWith(ZIP)) {
                    unzip(sent, name);
                } else if (!takeOne(name, Files.newInputStream(sent))) {
                    throw UploadRefused.because(Why.UNKNOWN_FILE, name);
                }
            } finally {
                Files.delete(sent);
            }
        }
        return unpacked;
    }

    /** Those of the entries that are known, in whatever folder; an export has many more. */
    private void unzip(Path sent, String name) throws IOException {
        try (ZipFile zip = new ZipFile(sent.toFile(), StandardCharsets.UTF_8)) {
            if (zip.size() > MOST_ENTRIES) {
                throw UploadRefused.because(Why.TOO_LARGE, name);
            }
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                String file = baseName(entry.getName());
                if (!entry.isDirectory() && knownName(file) != null) {
                    takeOne(file, zip.getInputStream(entry));
                }
            }
        } catch (ZipException e) {
            throw UploadRefused.because(Why.UNREADABLE, name);
        }
    }

    private boolean takeOne(String name, InputStream content) throws IOException {
        try (content) {
            String file = knownName(name);
            if (file == null) {
                return false;
            }
            Path path = directory.resolve(file + CSV);
            if (Files.exists(path)) {
                throw UploadRefused.because(Why.SENT_TWICE, file + CSV);
            }
            try (InputStream text = name.endsWith(PACKED) ? new GZIPInputStream(content, BUFFER) : content;
                    OutputStream out = Files.newOutputStream(path)) {
                copy(text, out, name);
            } catch (ZipException | EOFException e) {
                throw UploadRefused.because(Why.UNREADABLE, name);
            }
            return true;
        }
    }

    private void copy(InputStream from, OutputStream to, String name) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            unpacked += read;
            if (unpacked > allowed) {
                throw UploadRefused.because(Why.TOO_LARGE, name);
            }
            to.write(buffer, 0, read);
        }
    }

    /** One of our own words, or null for a file that no import reads. */
    private @Nullable String knownName(String name) {
        return known.stream()
                .filter(word -> name.equals(word + CSV) || name.equals(word + PACKED))
                .findFirst()
                .orElse(null);
    }

    /** Without folders, in lower case. */
    private static String baseName(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .toLowerCase(Locale.ROOT);
    }
}
