package dev.outpatient.audit;

import com.mongodb.MongoException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code purge-logs}. */
@Component
@Command(
        name = "purge-logs",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Removes what the trail no longer has to keep.",
            "",
            "Whole seals go, so a few records stay a little longer. The purge is told in the trail, and a signed"
                    + " statement of where the trail begins keeps the rest checkable. There is no way back: export"
                    + " before.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:Done, also when nothing was old enough.", "1:A store failed.", "2:The options can't be used."
        })
class PurgeLogsCommand implements Callable<Integer> {

    private static final Period SHORTEST = Period.ofYears(1);

    private final LogPurge purge;
    private final Clock clock;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--older-than",
            paramLabel = "AGE",
            required = true,
            description = "Such as 10y, 120m or 3650d; at least a year.")
    @SuppressWarnings("NullAway.Init")
    private String age;

    PurgeLogsCommand(LogPurge purge, Clock clock) {
        this.purge = purge;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        var before = now.minus(age());
        if (before.isAfter(now.minus(SHORTEST))) {
            throw new ParameterException(spec.commandLine(), "--older-than: a year is the least.");
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            long records = purge.purge(before.toInstant());
            out.println(String.format(Locale.ROOT, "%,d records purged.", records));
            return 0;
        } catch (DataAccessException | MongoException e) {
            err.println("Stopped: " + e.getMessage());
            return 1;
        } finally {
            out.flush();
            err.flush();
        }
    }

    private Period age() {
        try {
            return Period.parse("P" + age.strip().toUpperCase(Locale.ROOT));
        } catch (DateTimeParseException e) {
            throw new ParameterException(spec.commandLine(), "--older-than: expected an age such as 10y.", e);
        }
    }
}
