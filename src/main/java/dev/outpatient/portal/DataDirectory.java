package dev.outpatient.portal;

import dev.outpatient.StartRefused;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.beans.factory.DisposableBean;

/** The directory in which the embedded engines keep their files, held by one program at a time. */
final class DataDirectory implements DisposableBean {

    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** @throws StartRefused when it can't be written, or another program holds it */
    static DataDirectory open(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
            if (Files.getFileStore(absolute).supportsFileAttributeView(PosixFileAttributeView.class)) {
                // It holds people's records: nobody else on this machine reads it.
                Files.setPosixFilePermissions(absolute, PosixFilePermissions.fromString("rwx------"));
            }
            FileChannel lock =
                    FileChannel.open(absolute.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isHeld(lock)) {
                lock.close();
                throw new StartRefused("outpatient.data: another Outpatient runs on " + absolute
                        + ". Stop it first, or give this one a directory of its own.");
            }
            return new DataDirectory(absolute, lock);
        } catch (IOException e) {
            throw new StartRefused("outpatient.data: can't write to " + absolute + ": " + e);
        }
    }

    private static boolean isHeld(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /** Lets go of the directory; the engines have closed their files by then. */
    @Override
    public void destroy() throws IOException {
        lock.close();
    }
}
