package dev.outpatient.portal;

import com.mongodb.MongoException;
import dev.outpatient.portal.StoreFindings.Result;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code check-stores}. */
@Component
@Command(
        name = "check-stores",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Holds MySQL and MongoDB against each other.",
            "",
            "Prints prescriptions and feedback whose patient, doctor or appointment is missing, prescriptions that no list"
                    + " shows, logs and mails that have waited for more than five minutes, completed visits that the trail"
                    + " does not know, and whom the trail names and nobody knows any more. The clinic may run meanwhile.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:They agree, or all differences were repaired.",
            "1:They differ, or a store failed.",
            "2:The options can't be used."
        })
class CheckStoresCommand implements Callable<Integer> {

    private final StoreCheck check;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--repair",
            description =
                    "Deliver what waits, add logs that say that the one of a visit was missing, and put prescriptions into"
                            + " the lists. No document is deleted or changed.")
    private boolean repair;

    CheckStoresCommand(StoreCheck check) {
        this.check = check;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            Result result = check.run(repair, difference -> {
                out.println(difference);
                out.flush();
            });
            out.println(result.words());
            return result.agrees() ? 0 : 1;
        } catch (DataAccessException e) {
            err.println("Stopped: " + e.getMostSpecificCause().getMessage());
            return 1;
        } catch (MongoException e) {
            err.println("Stopped: " + e.getMessage());
            return 1;
        } finally {
            out.flush();
            err.flush();
        }
    }
}
