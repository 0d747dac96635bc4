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
            Batches batches,
            AuditTrail trail) {
        this.files = List.of(organizations, providers, patients, encounters, medications);
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
        Map<SyntheaFile<?>, Path> paths = find(directory);
        paths.forEach((file, path) ->
                CsvSource.open(path, file.columns(), ProgressMeter.SILENT).close());
        ProgressMeter meter = ProgressMeter.forTerminal();
        List<Tally> tallies = new ArrayList<>();
        try (Rejections rejections = Rejections.create(rejected)) {
            tell("Import of Synthea files began");
            paths.forEach((file, path) -> tallies.add(take(file, path, rejections, meter)));
            tell("Imported Synthea files: "
                    + tallies.stream()
                            .map(t -> "%s %d taken, %d rejected".formatted(t.file(), t.taken(), t.rejected()))
                            .collect(Collectors.joining("; ")));
        }
        return tallies;
    }

    private Map<SyntheaFile<?>, Path> find(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw UnusableInput.noDirectory(directory);
        }
        Map<SyntheaFile<?>, Path> paths = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (SyntheaFile<?> file : files) {
            CsvSource.find(directory, file.name())
                    .ifPresentOrElse(path -> paths.put(file, path), () -> missing.add(file.name()));
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

    private void tell(String message) {
        trail.info(Actor.OPERATOR, message);
    }
}
