package dev.outpatient.imports;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Writes into the database, for whoever looks at the page, how far a run is and what it rejected. */
final class RunProgress implements ProgressMeter, Rejections, Consumer<Tally> {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final long run;
    private final ImportRunRepository runs;
    private final Clock clock;
    private Instant toldAt;
    private long bytesRead;
    private long rejected;

    RunProgress(long run, ImportRunRepository runs, Clock clock) {
        this.run = run;
        this.runs = runs;
        this.clock = clock;
        this.toldAt = clock.instant();
    }

    @Override
    public InputStream watch(InputStream bytes, Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        tell(name);
        return new FilterInputStream(bytes) {
            @Override
            public int read() throws IOException {
                int one = super.read();
                count(one < 0 ? 0 : 1, name);
                return one;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int many = super.read(buffer, offset, length);
                count(Math.max(0, many), name);
                return many;
            }
        };
    }

    private void count(int more, String file) {
        bytesRead += more;
        if (!clock.instant().isBefore(toldAt.plus(PAUSE))) {
            tell(file);
        }
    }

    private void tell(String file) {
        toldAt = clock.instant();
        if (!runs.progress(run, file, bytesRead, toldAt)) {
            throw ImportStopped.onRequest();
        }
    }

    @Override
    public void write(String file, List<Rejection> rows) {
        List<RejectedLine> lines = new ArrayList<>(rows.size());
        for (Rejection row : rows) {
            lines.add(new RejectedLine(++rejected, file, row.line(), row.column(), row.reason()));
        }
        if (!lines.isEmpty()) {
            runs.reject(run, lines);
        }
    }

    /** A file was read to its end. */
    @Override
    public void accept(Tally tally) {
        runs.done(
                run,
                new ImportedFile(
                        tally.file(),
                        tally.rowsRead(),
                        tally.taken(),
                        tally.alreadyThere(),
                        tally.rejected(),
                        tally.otherClasses()),
                clock.instant());
        tell(tally.file());
    }
}
