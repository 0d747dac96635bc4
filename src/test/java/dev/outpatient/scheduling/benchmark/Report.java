package dev.outpatient.scheduling.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/** What was measured, printed and kept in {@code target/benchmark.txt}. */
final class Report {

    private static final Path FILE = Path.of("target", "benchmark.txt");

    private Report() {}

    static void line(String format, Object... values) {
        String line = format.formatted(values);
        System.out.println(line);
        try {
            Files.writeString(
                    FILE, line + System.lineSeparator(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void title(String title) {
        line("%n%s (%s)", title, Instant.now());
    }

    /** A figure that is good when it is small, as a share of its limit: above 1 is over. */
    static void atMost(String what, double measured, double limit, String unit) {
        share(what, measured, limit, unit, "at most", measured / limit);
    }

    /** A figure that is good when it is large; again above 1 is over the limit. */
    static void atLeast(String what, double measured, double limit, String unit) {
        share(what, measured, limit, unit, "at least", limit / measured);
    }

    private static void share(String what, double measured, double limit, String unit, String bound, double share) {
        line(
                "  %-58s %8.2f%s, %s %.2f%s: %.2f of the limit%s",
                what, measured, unit, bound, limit, unit, share, share > 1 ? ", OVER" : "");
    }
}
