package dev.outpatient.imports;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code import}, with a subcommand for each kind of files. */
@Component
@Command(name = "import", mixinStandardHelpOptions = true, description = "Takes in records of other systems.")
class ImportCommand {

    private final SyntheaImport synthea;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    ImportCommand(SyntheaImport synthea) {
        this.synthea = synthea;
    }

    @Command(
            name = "synthea",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = {
                "Takes in the CSV files of the Synthea patient generator.",
                "",
                "Organizations become offices, providers doctors, patients patients; encounters of class ambulatory,"
                        + " outpatient, wellness, urgentcare and virtual become completed appointments, and medications"
                        + " prescriptions of their encounter's doctor.",
                "",
                "A row that can't be taken is listed, with the line, the column and the reason, in the file of"
                        + " rejected rows. Correct it and run the command again: what is there already is left alone."
                        + " So is a run that was stopped, at whatever moment: run it again to go on.",
                ""
            },
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:All files were read; rows may have been rejected.",
                "1:The import was stopped, or a database failed. Run it again to go on.",
                "2:The files can't be used."
            })
    int synthea(
            @Parameters(
                            paramLabel = "DIR",
                            description = "Where the files organizations, providers, patients, encounters and"
                                    + " medications are, each as NAME.csv or NAME.csv.gz.")
                    Path directory,
            @Option(
                            names = "--rejected",
                            paramLabel = "FILE",
                            defaultValue = "rejected.csv",
                            description =
                                    "Where to list the rejected rows; it is written anew (default: ./rejected.csv).")
                    Path rejected) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            Summary.print(synthea.run(directory, rejected), rejected, out);
            return 0;
        } catch (UnusableInput e) {
            err.println(e.getMessage());
            return 2;
        } catch (ImportStopped e) {
            err.println(e.getMessage());
            return 1;
        } finally {
            out.flush();
            err.flush();
        }
    }
}
