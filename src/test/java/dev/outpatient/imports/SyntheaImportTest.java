package dev.outpatient.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.outpatient.Engine;
import dev.outpatient.OnEachEngine;
import dev.outpatient.Outpatient;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The import from files to rows and documents, once and again. */
@OnEachEngine
class SyntheaImportTest {

    private static final Path EXCERPT = Path.of("src", "test", "resources", "synthea");

    private final Engine engine;
    private final SyntheaImport synthea;
    private final JdbcClient jdbc;

    @TempDir
    Path directory = Path.of("");

    SyntheaImportTest(Engine engine) {
        this.engine = engine;
        this.synthea = engine.bean(SyntheaImport.class);
        this.jdbc = engine.bean(JdbcClient.class);
    }

    @Test
    void theExcerptComesInOnce() throws IOException {
        Path rejected = directory.resolve("rejected.csv");
        long appointments = importedAppointments();
        long prescriptions = prescriptions();
        List<Tally> first = synthea.run(EXCERPT, rejected);
        assertThat(first)
                .extracting(SyntheaImportTest::counts)
                .containsExactly(
                        "organizations.csv 6: 4 taken, 0 there, 2 rejected, 0 other",
                        "providers.csv 6: 4 taken, 0 there, 2 rejected, 0 other",
                        "patients.csv 8: 6 taken, 0 there, 2 rejected, 0 other",
                        "encounters.csv 32: 13 taken, 1 there, 16 rejected, 2 other",
                        "medications.csv 20: 12 taken, 0 there, 8 rejected, 0 other",
                        "allergies.csv 7: 3 taken, 0 there, 3 rejected, 1 other");
        assertThat(importedAppointments() - appointments).isEqualTo(13);
        assertThat(prescriptions() - prescriptions).isEqualTo(12);
        List<String> lines = Files.readAllLines(rejected);
        assertThat(lines)
                .hasSize(34)
                .startsWith("file,line,column,reason")
                .contains(
                        "encounters.csv,16,PROVIDER,overlap: the provider has another encounter in that time",
                        "encounters.csv,17,PATIENT,overlap: the patient has another encounter in that time",
                        "encounters.csv,22,DESCRIPTION,longer than 500 characters",
                        "medications.csv,14,ENCOUNTER,unknown reference: its encounter was not taken",
                        "allergies.csv,3,DESCRIPTION,names no substance",
                        "allergies.csv,6,PATIENT,unknown reference: no such patient was taken");

        List<Tally> second = synthea.run(EXCERPT, rejected);
        assertThat(second)
                .extracting(SyntheaImportTest::counts)
                .containsExactly(
                        "organizations.csv 6: 0 taken, 4 there, 2 rejected, 0 other",
                        "providers.csv 6: 0 taken, 4 there, 2 rejected, 0 other",
                        "patients.csv 8: 0 taken, 6 there, 2 rejected, 0 other",
                        "encounters.csv 32: 0 taken, 14 there, 16 rejected, 2 other",
                        "medications.csv 20: 0 taken, 12 there, 8 rejected, 0 other",
                        "allergies.csv 7: 0 taken, 3 there, 3 rejected, 1 other");
        assertThat(importedAppointments() - appointments).isEqualTo(13);
        assertThat(prescriptions() - prescriptions).isEqualTo(12);
        assertThat(Files.readAllLines(rejected)).isEqualTo(lines);
    }

    @Test
    void everyRowOfAWholeExportIsAccountedFor() {
        Path export = Path.of(System.getenv().getOrDefault("OUTPATIENT_TEST_SYNTHEA", "../shared/data/synthea"));
        assumeTrue(Files.isDirectory(export), "There is no whole export at " + export);
        assumeTrue(engine == Engine.H2, "Takes a minute on each engine; docs/benchmarks.md has the others");
        List<Tally> tallies;
        // In stores of its own: other tests look through all that is in theirs, again and again.
        try (ConfigurableApplicationContext program = new SpringApplicationBuilder(Outpatient.class)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .run(
                        "--server.port=0",
                        "--outpatient.demo-data=false",
                        "--outpatient.data=" + Engine.newDirectory("synthea"),
                        "--logging.file.name=target/test-logs/synthea.json")) {
            tallies = program.getBean(SyntheaImport.class).run(export, directory.resolve("rejected.csv"));
        }
        for (Tally tally : tallies) {
            assertThat(tally.taken() + tally.alreadyThere() + tally.rejected() + tally.otherClasses())
                    .as(tally.file())
                    .isEqualTo(tally.rowsRead());
        }
        assertThat(tallies.get(3).rowsRead()).isEqualTo(35_694);
        assertThat(tallies.get(3).taken()).isGreaterThan(30_000);
        assertThat(tallies.get(4).rowsRead()).isEqualTo(34_148);
        assertThat(tallies.get(5).rowsRead()).isEqualTo(418);
        assertThat(tallies.get(5).taken()).isEqualTo(341);
    }

    private static String counts(Tally tally) {
        return "%s %d: %d taken, %d there, %d rejected, %d other"
                .formatted(
                        tally.file(),
                        tally.rowsRead(),
                        tally.taken(),
                        tally.alreadyThere(),
                        tally.rejected(),
                        tally.otherClasses());
    }

    /** Those of the excerpt; other tests book, prescribe and import meanwhile. */
    private List<ObjectId> appointments() {
        return jdbc
                .sql("SELECT id FROM appointment WHERE id IN (SELECT internal_id FROM import_reference"
                        + " WHERE kind = 'encounter' AND external_id LIKE 'd0000000-0000-4000-8000-%')")
                .query(Long.class)
                .list()
                .stream()
                .map(id -> Reference.of(new AppointmentId(id)).toObjectId())
                .toList();
    }

    private long importedAppointments() {
        return appointments().size();
    }

    private long prescriptions() {
        return engine.bean(MongoDatabase.class)
                .getCollection("prescription")
                .countDocuments(Filters.in("appointment_id", appointments()));
    }
}
