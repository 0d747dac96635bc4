package dev.outpatient.scheduling;

import dev.outpatient.scheduling.Attempt.Answer;
import dev.outpatient.scheduling.ProofJudge.Verdict;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts what came of the rounds and prints it, a line for each kind of round. */
final class ProofTable {

    private static final String HEAD = "%-34s %6s %9s %7s %6s %10s %8s %7s %9s %7s %11s%n";
    private static final String LINE = "%-34s %,6d %,9d %,7d %,6d %,10d %,8d %,7d %9s %7.1f %,11.0f%n";

    private static final class Sums {
        private int rounds;
        private int booked;
        private int moved;
        private int cancelled;
        private int refused;
        private int errors;
        private int least = Integer.MAX_VALUE;
        private int most;
        private Duration time = Duration.ZERO;

        int attempts() {
            return booked + moved + cancelled + refused + errors;
        }

        void add(Sums other) {
            rounds += other.rounds;
            booked += other.booked;
            moved += other.moved;
            cancelled += other.cancelled;
            refused += other.refused;
            errors += other.errors;
            least = Math.min(least, other.least);
            most = Math.max(most, other.most);
            time = time.plus(other.time);
        }
    }

    private final Map<RoundKind, Sums> byKind = new EnumMap<>(RoundKind.class);

    void add(RoundKind kind, List<Answer> answers, List<Verdict> verdicts, Duration time) {
        Sums sums = byKind.computeIfAbsent(kind, k -> new Sums());
        sums.rounds++;
        sums.time = sums.time.plus(time);
        for (Answer answer : answers) {
            switch (answer.word()) {
                case "booked" -> sums.booked++;
                case "moved" -> sums.moved++;
                case "cancelled" -> sums.cancelled++;
                case Answer.ERROR -> sums.errors++;
                default -> sums.refused++;
            }
        }
        for (Verdict verdict : verdicts) {
            for (int count : verdict.perTime()) {
                sums.least = Math.min(sums.least, count);
                sums.most = Math.max(sums.most, count);
            }
        }
    }

    void print(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                HEAD,
                "what clients do at once",
                "rounds",
                "attempts",
                "booked",
                "moved",
                "cancelled",
                "refused",
                "errors",
                "per time",
                "seconds",
                "attempts/s");
        Sums all = new Sums();
        byKind.forEach((kind, sums) -> {
            print(out, kind.words(), sums);
            all.add(sums);
        });
        print(out, "all", all);
    }

    private static void print(PrintWriter out, String name, Sums sums) {
        double seconds = sums.time.toNanos() / 1e9;
        out.printf(
                Locale.ROOT,
                LINE,
                name,
                sums.rounds,
                sums.attempts(),
                sums.booked,
                sums.moved,
                sums.cancelled,
                sums.refused,
                sums.errors,
                sums.least + ".." + sums.most,
                seconds,
                sums.attempts() / seconds);
    }
}
