package dev.outpatient.imports;

import dev.outpatient.imports.ImportRun.Outcome;
import dev.outpatient.imports.UploadRefused.Why;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Listing;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Rows;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.unit.DataSize;

/**
 * Imports that admins start on a page. One runs at a time, on the node that took the files in; the others show how far it
 * is. The files are removed when it ends.
 */
@Service
public class Imports {

    private static final Logger log = LoggerFactory.getLogger(Imports.class);

    private static final int KEPT = 50;
    private static final int PAGE = 1_000;
    private static final long LONGEST_END_SECONDS = 20;

    private final SyntheaImport synthea;
    private final Batches batches;
    private final ImportRunRepository runs;
    private final Clock clock;
    private final long most;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("import").daemon().factory());

    Imports(
            SyntheaImport synthea,
            Batches batches,
            ImportRunRepository runs,
            Clock clock,
            @Value("${outpatient.imports.largest-unpacked:1GB}") DataSize most) {
        this.synthea = synthea;
        this.batches = batches;
        this.runs = runs;
        this.clock = clock;
        this.most = most.toBytes();
    }

    /**
     * Takes the files in and begins to import them.
     *
     * @return the number of the run
     * @throws UploadRefused when another import runs or the files can't be used; nothing was imported then
     */
    public long start(Actor actor, List<Upload> uploads) {
        requireAdmin(actor);
        if (isRunning(actor)) {
            throw UploadRefused.because(Why.RUNNING, "");
        }
        if (uploads.isEmpty()) {
            throw UploadRefused.because(Why.NOTHING_SENT, "");
        }
        Path directory = newDirectory();
        try {
            long bytes = unpack(uploads, directory);
            Instant now = clock.instant();
            runs.giveUp(now.minus(ImportRun.LOST_AFTER), now);
            runs.purge(KEPT);
            long run = runs.insert(actor.id(), bytes, now);
            worker.execute(() -> run(actor, run, directory));
            return run;
        } catch (DuplicateKeyException e) {
            remove(directory);
            throw UploadRefused.because(Why.RUNNING, "");
        } catch (RuntimeException e) {
            remove(directory);
            throw e;
        }
    }

    /** Whether one runs, on whatever node. */
    public boolean isRunning(Actor actor) {
        requireAdmin(actor);
        return runs.isRunning(clock.instant().minus(ImportRun.LOST_AFTER));
    }

    /**
     * Those that are kept, without their files.
     *
     * @param outcome how they stand, or null for all
     */
    public Rows<ImportRun> list(Actor actor, @Nullable Outcome outcome, Listing<ImportOrder> listing) {
        requireAdmin(actor);
        return runs.list(outcome, clock.instant().minus(ImportRun.LOST_AFTER), listing);
    }

    /** @throws Problem.NotFound when there is no such run, or it was long ago */
    public ImportRun get(Actor actor, long id) {
        requireAdmin(actor);
        return runs.find(id).orElseThrow(() -> Problem.NotFound.of("import"));
    }

    public long countRejected(Actor actor, long id) {
        requireAdmin(actor);
        return runs.countRejected(id);
    }

    /** The first of the rows that were not taken. */
    public List<RejectedLine> listRejected(Actor actor, long id, int limit) {
        requireAdmin(actor);
        return runs.listRejected(id, 0, limit);
    }

    /**
     * The rows that were not taken, as a list.
     *
     * @throws Problem.NotFound when there is no such run, or it was long ago
     */
    public Rows<RejectedLine> listRejected(
            Actor actor, long id, RejectionFilter filter, Listing<RejectionOrder> listing) {
        get(actor, id);
        return runs.listRejected(id, filter, listing);
    }

    /** In which files something could not be taken. */
    public List<String> listRejectedFiles(Actor actor, long id) {
        requireAdmin(actor);
        return runs.listRejectedFiles(id);
    }

    /** In which columns something could not be taken. */
    public List<String> listRejectedColumns(Actor actor, long id) {
        requireAdmin(actor);
        return runs.listRejectedColumns(id);
    }

    /** Each of the rows that were not taken, however many. */
    public void exportRejected(Actor actor, long id, Consumer<RejectedLine> each) {
        get(actor, id);
        long after = 0;
        List<RejectedLine> page;
        do {
            page = runs.listRejected(id, after, PAGE);
            page.forEach(each);
            after = page.isEmpty() ? after : page.getLast().seq();
        } while (page.size() == PAGE);
    }

    private long unpack(List<Upload> uploads, Path directory) {
        try {
            long bytes = new UploadedFiles(directory, synthea.names(), most).take(uploads);
            synthea.check(directory);
            return bytes;
        } catch (UnusableInput e) {
            throw UploadRefused.because(Why.UNUSABLE, plain(e, directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(Actor actor, long run, Path directory) {
        RunProgress progress = new RunProgress(run, runs, clock);
        Outcome outcome = Outcome.FAILED;
        String message = null;
        try {
            synthea.run(actor, directory, progress, progress, progress);
            outcome = Outcome.DONE;
        } catch (UnusableInput e) {
            outcome = Outcome.UNUSABLE;
            message = plain(e, directory);
        } catch (ImportStopped e) {
            outcome = e.getCause() == null ? Outcome.STOPPED : Outcome.FAILED;
        } catch (RuntimeException e) {
            log.error("Import {} failed", run, e);
        } finally {
            remove(directory);
            end(run, outcome, message);
        }
    }

    private void end(long run, Outcome outcome, @Nullable String message) {
        try {
            runs.end(run, outcome, message, clock.instant());
        } catch (RuntimeException e) {
            // Without a database nobody can be told; after a while the run counts as lost.
            log.error("Import {} ended: {}", run, outcome, e);
        }
    }

    /** What is wrong with a file, without where it lay. */
    private static String plain(UnusableInput problem, Path directory) {
        String message = String.valueOf(problem.getMessage())
                .replace(directory + "/", "")
                .replace(" in " + directory, "");
        return message.substring(0, Math.min(500, message.length()));
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory("outpatient-import");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path directory) {
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            log.error("Files of an import are left behind in {}: remove them by hand", directory, e);
        }
    }

    /** The batch that runs is finished; what is left waits for the same files to be sent again. */
    @PreDestroy
    void stop() throws InterruptedException {
        batches.finishRunningBatch();
        worker.shutdown();
        worker.awaitTermination(LONGEST_END_SECONDS, TimeUnit.SECONDS);
    }

    private static void requireAdmin(Actor actor) {
        if (!actor.isAdmin()) {
            throw Problem.Forbidden.to("import records");
        }
    }
}
