package dev.outpatient.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionOperations;

/** Counting, batches and the list of rejected rows, without a database. */
class FileImportTest {

    private record Thing(long line, String key) implements SourceRow {}

    /** Takes each id once, refuses those that start with "no", and does not ask for those that start with "other". */
    private static final class Things implements SyntheaFile<Thing> {

        private final Set<String> taken = new HashSet<>();
        private final List<Integer> batches = new ArrayList<>();

        @Override
        public String name() {
            return "things";
        }

        @Override
        public List<String> columns() {
            return List.of("Id");
        }

        @Override
        public Optional<Thing> read(Row row) {
            String id = row.id("Id");
            return id.startsWith("other") ? Optional.empty() : Optional.of(new Thing(row.line(), id));
        }

        @Override
        public BatchResult take(List<Thing> rows) {
            batches.add(rows.size());
            int there = 0;
            List<Rejection> rejected = new ArrayList<>();
            for (Thing row : rows) {
                if (row.key().startsWith("no")) {
                    rejected.add(Rejection.of(row, "Id", ImportReason.UNKNOWN_PATIENT));
                } else if (!taken.add(row.key())) {
                    there++;
                }
            }
            return new BatchResult(rows.size() - there - rejected.size(), there, rejected);
        }
    }

    @TempDir
    Path directory;

    private final Things things = new Things();
    private final Batches batches = new Batches(TransactionOperations.withoutTransaction());

    @Test
    void eachRowIsCountedOnce() throws IOException {
        Tally tally = run("Id\na\nb\nno1\nother1\n!\na\n\"c\nd\"\nx,y\n");
        assertThat(tally.rowsRead()).isEqualTo(8);
        assertThat(tally.taken()).isEqualTo(2);
        assertThat(tally.alreadyThere()).isEqualTo(1);
        assertThat(tally.rejected()).isEqualTo(4);
        assertThat(tally.otherClasses()).isEqualTo(1);
    }

    @Test
    void rejectedRowsAreListedInTheirOrder() throws IOException {
        run("Id\n!\nno1\na\n!\nno2\n");
        assertThat(directory.resolve("rejected.csv")).hasContent("""
                        file,line,column,reason
                        things.csv,2,Id,not an id
                        things.csv,3,Id,unknown reference: no such patient was taken
                        things.csv,5,Id,not an id
                        things.csv,6,Id,unknown reference: no such patient was taken
                        """);
    }

    @Test
    void anotherRunAddsNothingAndRejectsTheSame() throws IOException {
        String text = "Id\na\nno1\nb\n!\n";
        run(text);
        String rejected = Files.readString(directory.resolve("rejected.csv"));
        Tally second = run(text);
        assertThat(second.taken()).isZero();
        assertThat(second.alreadyThere()).isEqualTo(2);
        assertThat(directory.resolve("rejected.csv")).hasContent(rejected);
    }

    @Test
    void rowsComeInBatchesWithoutTheSameKeyTwice() throws IOException {
        StringBuilder text = new StringBuilder("Id\n");
        for (int i = 0; i < 1100; i++) {
            text.append('i').append(i).append('\n');
        }
        run(text + "same\nsame\n");
        assertThat(things.batches).containsExactly(500, 500, 101, 1);
    }

    @Test
    void noBatchBeginsOnceTheProgramEnds() throws Exception {
        batches.finishRunningBatch();
        assertThatThrownBy(() -> run("Id\na\n")).isInstanceOf(ImportStopped.class);
        assertThat(things.taken).isEmpty();
    }

    @Test
    void theSummaryTellsItAll() throws IOException {
        StringWriter out = new StringWriter();
        Summary.print(
                List.of(run("Id\na\nno1\nno2\nother1\n!\n")), Path.of("rejected.csv"), new PrintWriter(out, true));
        assertThat(out.toString().lines().toList().get(1)).matches("things\\.csv +5 +1 +0 +3 +1 +\\d+");
        assertThat(out.toString().lines())
                .contains(
                        "3 rows were rejected; rejected.csv lists each of them:",
                        "         1  things.csv  Id: not an id",
                        "         2  things.csv  Id: unknown reference: no such patient was taken");
    }

    private Tally run(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("things.csv"), text);
        try (CsvSource source = CsvSource.open(file, things.columns(), ProgressMeter.SILENT);
                RejectionFile rejections = RejectionFile.create(directory.resolve("rejected.csv"))) {
            return new FileImport<>(things, source, batches, rejections).run();
        }
    }
}
