package dev.outpatient.imports;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An import that an admin started on a page.
 *
 * @param seenAt when its node was last heard of
 * @param ended how it ended, or null until then
 * @param message which file can't be used and why, where that ended it
 * @param currentFile the file that is being read
 * @param files those that were read to their end
 */
public record ImportRun(
        long id,
        Instant startedAt,
        Instant seenAt,
        @Nullable Instant endedAt,
        @Nullable Outcome ended,
        @Nullable String message,
        @Nullable String currentFile,
        long bytesRead,
        long bytesTotal,
        List<ImportedFile> files) {

    /** After so long a node that was not heard of runs no more. */
    static final Duration LOST_AFTER = Duration.ofMinutes(3);

    /** Before so much is read, nothing can be said of the rest. */
    private static final int FIRST_PERCENT = 2;

    /** How an import stands. */
    public enum Outcome {
        RUNNING,
        DONE,
        /** A file turned out to be damaged. */
        UNUSABLE,
        /** The program ended. */
        STOPPED,
        /** A database failed, or something else. */
        FAILED,
        /** Its node was not heard of any more. */
        LOST
    }

    public Outcome outcome(Instant now) {
        if (ended != null) {
            return ended;
        }
        return seenAt.isBefore(now.minus(LOST_AFTER)) ? Outcome.LOST : Outcome.RUNNING;
    }

    public int percent() {
        return bytesTotal == 0 ? 100 : (int) (100 * Math.min(bytesRead, bytesTotal) / bytesTotal);
    }

    /** How long the rest takes if it goes on as it went so far; empty at the beginning. */
    public Optional<Duration> left(Instant now) {
        return percent() < FIRST_PERCENT
                ? Optional.empty()
                : Optional.of(Duration.between(startedAt, now)
                        .multipliedBy(bytesTotal - Math.min(bytesRead, bytesTotal))
                        .dividedBy(Math.max(1, bytesRead)));
    }
}
