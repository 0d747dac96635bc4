package dev.outpatient;

import dev.outpatient.audit.OfflineCheck;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.scheduling.annotation.EnableScheduling;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Starts the clinic; or, when the first argument is the name of a command such as {@code import}, runs the command and
 * ends. Arguments of the form {@code --name.of.setting=value} are settings in both cases.
 */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
@ConfigurationPropertiesScan
@EnableScheduling
public class Outpatient {

    /** What the commands are parts of; it does nothing itself. */
    @Command(
            name = "outpatient",
            mixinStandardHelpOptions = true,
            description = "Runs the clinic, or one of these commands.")
    private static final class Commands {}

    public static void main(String[] args) {
        try {
            if (args.length == 0 || isSetting(args[0])) {
                application().run(args);
            } else {
                System.exit(runCommand(args));
            }
        } catch (StartRefused e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static int runCommand(String[] args) {
        String[] settings = Arrays.stream(args).filter(Outpatient::isSetting).toArray(String[]::new);
        String[] words = Arrays.stream(args).filter(arg -> !isSetting(arg)).toArray(String[]::new);
        if (OfflineCheck.isAskedFor(words)) {
            return new CommandLine(new Commands())
                    .addSubcommand(OfflineCheck.command())
                    .execute(words);
        }
        SpringApplication application = application();
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setAdditionalProfiles("command");
        try (ConfigurableApplicationContext context = application.run(settings)) {
            CommandLine line = new CommandLine(new Commands());
            context.getBeansWithAnnotation(Command.class).values().forEach(line::addSubcommand);
            return line.execute(words);
        }
    }

    private static SpringApplication application() {
        SpringApplication application = new SpringApplication(Outpatient.class);
        application.setLogStartupInfo(false);
        return application;
    }

    private static boolean isSetting(String arg) {
        return arg.matches("--[a-zA-Z0-9_-]+(\\.[a-zA-Z0-9_\\[\\]-]+)+=.*");
    }
}
