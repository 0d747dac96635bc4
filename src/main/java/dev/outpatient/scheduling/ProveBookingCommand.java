package dev.outpatient.scheduling;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code prove-booking}. */
@Component
@Command(
        name = "prove-booking",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Proves on your own stores that no time is given away twice.",
            "",
            "Many clients book, move and cancel the same times at the same moment. After each round, what they were told"
                    + " is held against the appointments: one for each time that somebody wanted, none that overlap, each"
                    + " that was acknowledged. At the end the calendar must agree with the appointments.",
            "",
            "The clinic may run on the same database. The proof makes four doctors, two offices and a patient for each"
                    + " client, whose names begin with \"Booking proof\", and removes them at the end with all that was"
                    + " booked for them, also when it fails or is stopped with Ctrl-C. Nothing else is changed. The log"
                    + " records of what it did stay: the log is only ever appended to.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:No time was given away twice, nobody met an error, and the calendar agrees.",
            "1:Something was not as it must be, or a database failed.",
            "2:The options can't be used."
        })
class ProveBookingCommand implements Callable<Integer> {

    private static final int FEWEST_CLIENTS = ProofScenes.FEWEST * (RoundKind.values().length - 1);
    private static final int MOST_CLIENTS = 2000;
    private static final int MOST_INSTANCES = 8;

    private final BookingProof proof;
    private final ApplicationArguments arguments;
    private final Environment settings;
    private final MongoConnectionDetails documents;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--clients",
            defaultValue = "200",
            description = "How many clients start at the same moment, 16 to 2000 (default: 200).")
    private int clients;

    @Option(names = "--rounds", defaultValue = "50", description = "How many rounds, 1 to 240 (default: 50).")
    private int rounds;

    @Option(
            names = "--instances",
            defaultValue = "1",
            description =
                    "How many processes of the program share the clients, 1 to 8 (default: 1). More than one needs"
                            + " a database server.")
    private int instances;

    @Option(names = "--join", hidden = true, description = "Be one of the other processes.")
    private boolean join;

    ProveBookingCommand(
            BookingProof proof,
            ApplicationArguments arguments,
            Environment settings,
            MongoConnectionDetails documents) {
        this.proof = proof;
        this.arguments = arguments;
        this.settings = settings;
        this.documents = documents;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (join) {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            JoinedClients.serve(in, out, proof.localClients());
            return 0;
        }
        check("--clients", clients, FEWEST_CLIENTS, MOST_CLIENTS);
        check("--rounds", rounds, 1, BookingProof.MOST_ROUNDS);
        check("--instances", instances, 1, MOST_INSTANCES);
        if (instances > 1 && settings.getProperty("spring.datasource.url") == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--instances: the embedded database lets one process in. Use a database server: set"
                            + " spring.datasource.url.");
        }
        try {
            return proof.run(clients, rounds, Collections.nCopies(instances - 1, settingsOfOthers()), out) ? 0 : 1;
        } catch (RuntimeException e) {
            err.println("Stopped: " + rootCause(e));
            return 1;
        } finally {
            out.flush();
            err.flush();
        }
    }

    private void check(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    spec.commandLine(), option + ": use a number from " + least + " to " + most + ".");
        }
    }

    /** The same as this process has; embedded documents are in the hands of this one, which serves them. */
    private List<String> settingsOfOthers() {
        List<String> same = new ArrayList<>(List.of(arguments.getSourceArgs()));
        if (settings.getProperty("spring.mongodb.uri") == null) {
            same.add("--spring.mongodb.uri=" + documents.getConnectionString());
        }
        return same;
    }

    private static Throwable rootCause(Throwable failure) {
        return failure.getCause() == null ? failure : rootCause(Objects.requireNonNull(failure.getCause()));
    }
}
