package dev.outpatient.imports;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** What an import tells at its end. */
final class Summary {

    private static final String HEAD = "%-22s %10s %10s %14s %10s %14s %10s%n";
    private static final String LINE = "%-22s %10d %10d %14d %10d %14d %10d%n";

    private Summary() {}

    static void print(List<Tally> tallies, Path rejectedFile, PrintWriter out) {
        out.printf(HEAD, "file", "rows", "taken", "already there", "rejected", "other classes", "rows/s");
        for (Tally file : tallies) {
            out.printf(
                    LINE,
                    file.file(),
                    file.rowsRead(),
                    file.taken(),
                    file.alreadyThere(),
                    file.rejected(),
                    file.otherClasses(),
                    file.rowsPerSecond());
        }
        long rejected = tallies.stream().mapToLong(Tally::rejected).sum();
        if (rejected == 0) {
            out.println("No row was rejected.");
            return;
        }
        out.printf("%n%d rows were rejected; %s lists each of them:%n", rejected, rejectedFile);
        for (Tally file : tallies) {
            file.reasons().forEach((reason, rows) -> out.printf("%10d  %s  %s%n", rows, file.file(), reason));
        }
    }
}
