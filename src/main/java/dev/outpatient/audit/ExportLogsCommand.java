package dev.outpatient.audit;

import com.mongodb.MongoException;
import dev.outpatient.shared.Actor;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code export-logs}. */
@Component
@Command(
        name = "export-logs",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes the whole trail into a file that verify-logs --export checks without the stores.",
            "",
            "The file holds who did what on whom: keep it as you keep the records. That it was written is in the trail.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:The file is written.", "1:A store or the file failed.", "2:The options can't be used."})
class ExportLogsCommand implements Callable<Integer> {

    private final TrailStores stores;
    private final SigningKeys keys;
    private final AuditTrail trail;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A file that is not there yet.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    ExportLogsCommand(TrailStores stores, SigningKeys keys, AuditTrail trail) {
        this.stores = stores;
        this.keys = keys;
        this.trail = trail;
    }

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        TrailSource source = stores.open();
        try (Writer out = Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW)) {
            trail.info(Actor.OPERATOR, "trail.exported", "Exported the whole trail");
            TrailFile.write(source, keys, out);
        } catch (IOException | UncheckedIOException | MongoException | DataAccessException e) {
            err.println("Stopped: " + e.getMessage());
            err.flush();
            return 1;
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(String.format(
                Locale.ROOT,
                "%,d records written to %s.",
                source.head().seq() - source.head().purge().seq(),
                file));
        out.flush();
        return 0;
    }
}
