package dev.outpatient.imports;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Takes one file in: reads it row by row, hands the rows on in batches, counts and lists what became of them. */
final class FileImport<R extends SourceRow> {

    static final int BATCH = 500;

    private final SyntheaFile<R> file;
    private final CsvSource source;
    private final Batches batches;
    private final Rejections rejections;
    private final Tally tally;
    private final List<R> batch = new ArrayList<>(BATCH);
    private final Set<String> keys = new HashSet<>();
    private final List<Rejection> unreadable = new ArrayList<>();

    FileImport(SyntheaFile<R> file, CsvSource source, Batches batches, Rejections rejections) {
        this.file = file;
        this.source = source;
        this.batches = batches;
        this.rejections = rejections;
        this.tally = new Tally(source.fileName());
    }

    Tally run() {
        long startedNanos = System.nanoTime();
        file.begin();
        for (Row row = source.read(); row != null; row = source.read()) {
            tally.read();
            try {
                row.checkWidth();
                file.read(row).ifPresentOrElse(this::add, tally::ofOtherClass);
            } catch (RejectedRow refusal) {
                unreadable.add(Rejection.of(row, refusal));
            }
            if (batch.size() == BATCH || unreadable.size() == BATCH) {
                takeBatch();
            }
        }
        takeBatch();
        tally.took(Duration.ofNanos(System.nanoTime() - startedNanos));
        return tally;
    }

    private void add(R row) {
        if (!keys.add(row.key())) {
            // The file holds the row twice: what became of the first decides about the second.
            takeBatch();
            keys.add(row.key());
        }
        batch.add(row);
    }

    private void takeBatch() {
        BatchResult result =
                batch.isEmpty() ? new BatchResult(0, 0, List.of()) : batches.run(() -> file.take(List.copyOf(batch)));
        tally.add(result);
        tally.reject(unreadable);
        rejections.write(
                tally.file(),
                Stream.concat(result.rejected().stream(), unreadable.stream())
                        .sorted(Comparator.comparingLong(Rejection::line))
                        .toList());
        batch.clear();
        keys.clear();
        unreadable.clear();
    }
}
