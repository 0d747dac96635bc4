package dev.outpatient.imports;

import java.time.Duration;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many rows of a file were read and what became of them. */
final class Tally {

    private final String file;
    private final SortedMap<String, Long> reasons = new TreeMap<>();
    private long read;
    private long taken;
    private long alreadyThere;
    private long rejected;
    private long otherClasses;
    private Duration time = Duration.ZERO;

    Tally(String file) {
        this.file = file;
    }

    void read() {
        read++;
    }

    void ofOtherClass() {
        otherClasses++;
    }

    void add(BatchResult batch) {
        taken += batch.taken();
        alreadyThere += batch.alreadyThere();
        reject(batch.rejected());
    }

    void reject(Collection<Rejection> rows) {
        rejected += rows.size();
        for (Rejection row : rows) {
            reasons.merge(row.column() + ": " + row.reason(), 1L, Long::sum);
        }
    }

    void took(Duration time) {
        this.time = time;
    }

    String file() {
        return file;
    }

    long rowsRead() {
        return read;
    }

    long taken() {
        return taken;
    }

    long alreadyThere() {
        return alreadyThere;
    }

    long rejected() {
        return rejected;
    }

    /** Rows that nobody asked for, such as encounters of an emergency room. */
    long otherClasses() {
        return otherClasses;
    }

    /** How many rows were rejected, by column and reason. */
    SortedMap<String, Long> reasons() {
        return reasons;
    }

    long rowsPerSecond() {
        return time.isZero() ? 0 : Math.round(read * 1e9 / time.toNanos());
    }
}
