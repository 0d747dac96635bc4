package dev.outpatient.imports;

import com.mongodb.MongoException;
import dev.outpatient.audit.AuditTrail;
import dev.outpatient.shared.Actor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Takes in the files of a Synthea export, in the order in which they refer to each other. A row is written together
 * with its import reference, in one transaction, or under an id that follows from it; so a run that ended at whatever
 * moment is completed by the next one.
 */
@Component
class SyntheaImport {

    private static final Logger log = LoggerFactory.getLogger(SyntheaImport.class);

    private final List<SyntheaFile<?>> files;
    private final Batches batches;
    private final AuditTrail trail;

    SyntheaImport(
            OrganizationFile organizations,
            ProviderFile providers,
            PatientFile patients,
            EncounterFile encounters,
            MedicationFile medications,
            AllergyFile allergies,
            Batches batches,
            AuditTrail trail) {
        this.files = List.of(organizations, providers, patients, encounters, medications, allergies);
        this.batches = batches;
        this.trail = trail;
    }

    /**
     * @param rejected the file to list the rejected rows in
     * @return what became of the rows of each file
     * @throws UnusableInput when a file is missing, lacks a column or can't be read; nothing was written then, unless
     *     a file turned out to be damaged further down
     * @throws ImportStopped when the program ends or a database fails
     */
    List<Tally> run(Path directory, Path rejected) {
        check(directory);
        try (RejectionFile rejections = RejectionFile.create(rejected)) {
            return run(Actor.OPERATOR, directory, rejections, TerminalMeter.choose(), tally -> {});
        }
    }

    /**
     * The same for files that were checked.
     *
     * @param done told of each file once it is read
     */
    List<Tally> run(Actor actor, Path directory, Rejections rejections, ProgressMeter meter, Consumer<Tally> done) {
        List<Tally> tallies = new ArrayList<>();
        trail.info(actor, "import.started", "Import of Synthea files began");
        find(directory).forEach((file, path) -> {
            Tally tally = take(file, path, rejections, meter);
            tallies.add(tally);
            done.accept(tally);
        });
        trail.info(
                actor,
                "import.done",
                "Imported Synthea files (rows taken of all): "
                        + tallies.stream()
                                .map(t -> "%s %d/%d".formatted(t.file(), t.taken(), t.taken() + t.rejected()))
                                .collect(Collectors.joining("; ")));
        return tallies;
    }

    /** @throws UnusableInput when a file is missing, lacks a column or can't be read */
    void check(Path directory) {
        find(directory)
                .forEach((file, path) -> CsvSource.open(path, file.columns(), ProgressMeter.SILENT)
                        .close());
    }

    /** The names of the files, without their extension. */
    Set<String> names() {
        return files.stream().map(SyntheaFile::name).collect(Collectors.toUnmodifiableSet());
    }

    private Map<SyntheaFile<?>, Path> find(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw UnusableInput.noDirectory(directory);
        }
        Map<SyntheaFile<?>, Path> paths = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (SyntheaFile<?> file : files) {
            CsvSource.find(directory, file.name()).ifPresentOrElse(path -> paths.put(file, path), () -> {
                if (file.isNeeded()) {
                    missing.add(file.name());
                }
            });
        }
        if (!missing.isEmpty()) {
            throw UnusableInput.missingFiles(directory, missing);
        }
        return paths;
    }

    private <R extends SourceRow> Tally take(
            SyntheaFile<R> file, Path path, Rejections rejections, ProgressMeter meter) {
        try (CsvSource source = CsvSource.open(path, file.columns(), meter)) {
            try {
                return new FileImport<>(file, source, batches, rejections).run();
            } catch (DataAccessException | TransactionException | MongoException e) {
                log.error("Import stopped in {} before line {}", source.fileName(), source.lastLine(), e);
                throw ImportStopped.by(source.fileName(), source.lastLine(), e);
            }
        }
    }
}
