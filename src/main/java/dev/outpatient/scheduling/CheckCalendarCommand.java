package dev.outpatient.scheduling;

import dev.outpatient.scheduling.CalendarCheck.Result;
import dev.outpatient.scheduling.CalendarCheck.Scope;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code check-calendar}. */
@Component
@Command(
        name = "check-calendar",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Compares the calendar with the appointments.",
            "",
            "The calendar says who is busy when, a row for each doctor or patient and day in UTC. It is recomputed from"
                    + " the appointments, and each difference is printed. The clinic may run meanwhile. Two appointments"
                    + " of one person at the same time are printed too; which of them stays, a person has to decide.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:They agree, or all differences were repaired.",
            "1:They differ, or the database failed.",
            "2:The options can't be used."
        })
class CheckCalendarCommand implements Callable<Integer> {

    private static final Duration NEWS = Duration.ofSeconds(10);

    private final CalendarCheck check;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--repair",
            description = "Write into the calendar what follows from the appointments. Appointments stay as they are.")
    private boolean repair;

    @Option(names = "--from", paramLabel = "DATE", description = "The first day in UTC, such as 2026-12-31.")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DATE", description = "The last day in UTC.")
    private @Nullable LocalDate to;

    private long lastNews;

    CheckCalendarCommand(CalendarCheck check) {
        this.check = check;
    }

    @Override
    public Integer call() {
        if (from != null && to != null && to.isBefore(from)) {
            throw new ParameterException(spec.commandLine(), "--to comes before --from.");
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        lastNews = System.nanoTime();
        try {
            Result result = check.run(
                    new Scope(from, to, Set.of()),
                    repair,
                    difference -> {
                        out.println(difference);
                        out.flush();
                    },
                    (day, soFar) -> tellNews(err, day, soFar));
            out.println(words(result));
            return result.agrees() ? 0 : 1;
        } catch (DataAccessException e) {
            err.println("Stopped: " + e.getMostSpecificCause().getMessage());
            return 1;
        } finally {
            out.flush();
            err.flush();
        }
    }

    private void tellNews(PrintWriter err, LocalDate day, Result soFar) {
        if (System.nanoTime() - lastNews > NEWS.toNanos()) {
            lastNews = System.nanoTime();
            err.println(String.format(Locale.ROOT, "Checked up to %s: %,d calendar rows", day, soFar.rows()));
            err.flush();
        }
    }

    private static String words(Result result) {
        String looked = String.format(
                Locale.ROOT, "%,d calendar rows and %,d appointments checked: ", result.rows(), result.appointments());
        if (result.differences() == 0 && result.overlaps() == 0) {
            return looked + "they agree.";
        }
        return looked
                + String.format(
                        Locale.ROOT,
                        "%,d rows differ, %,d of them repaired; %,d overlaps.",
                        result.differences(),
                        result.repaired(),
                        result.overlaps());
    }
}
