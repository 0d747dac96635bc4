package dev.outpatient.scheduling.benchmark;

import java.util.Arrays;

/** How long something took, each time. */
final class Latencies {

    private final long[] nanos;
    private int count;

    Latencies(int most) {
        this.nanos = new long[most];
    }

    void add(long took) {
        nanos[count++] = took;
    }

    void addAll(Latencies others) {
        System.arraycopy(others.nanos, 0, nanos, count, others.count);
        count += others.count;
    }

    int count() {
        return count;
    }

    /** In milliseconds: so many in a hundred took no longer. */
    double percentile(double percent) {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(count * percent / 100) - 1)] / 1e6;
    }

    @Override
    public String toString() {
        return "p50 %.2f, p95 %.2f, p99 %.2f ms".formatted(percentile(50), percentile(95), percentile(99));
    }
}
