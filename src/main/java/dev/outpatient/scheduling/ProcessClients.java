package dev.outpatient.scheduling;

import dev.outpatient.Outpatient;
import dev.outpatient.scheduling.Attempt.Answer;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The clients of a proof that live in another process of this program, with the same settings on the same stores. The two
 * speak in lines: {@code try} and an attempt, {@code prepare}, {@code go}; {@code ready}, {@code told} and an answer,
 * {@code end}. Lines of the other program that are no part of this, such as warnings, go to the error output.
 */
final class ProcessClients implements ProofClients {

    /** Before each line that the other process says. */
    static final String PREFIX = "proof: ";

    private final Process process;
    private final PrintWriter to;
    private final BufferedReader from;

    private ProcessClients(Process process) {
        this.process = process;
        this.to = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        this.from = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts another process; {@link #awaitStart} waits for it.
     *
     * @param settings of the form {@code --name.of.setting=value}
     */
    static ProcessClients start(List<String> settings) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // A debugger listens on one port only.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-agentlib"))
                .forEach(command::add);
        String classes = System.getProperty("java.class.path");
        if (classes.endsWith(".jar") && !classes.contains(File.pathSeparator)) {
            command.addAll(List.of("-jar", classes));
        } else {
            command.addAll(List.of("-cp", classes, Outpatient.class.getName()));
        }
        command.addAll(List.of("prove-booking", "--join"));
        command.addAll(settings);
        // Two programs must not write one log file.
        command.add("--outpatient.log-file=");
        try {
            return new ProcessClients(
                    new ProcessBuilder(command).redirectError(Redirect.INHERIT).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitStart() {
        expect("joined");
    }

    @Override
    public void prepare(List<Attempt> attempts) {
        attempts.forEach(attempt -> to.println("try " + attempt));
        to.println("prepare");
        expect("ready");
    }

    @Override
    public void go() {
        to.println("go");
    }

    @Override
    public List<Answer> answers() {
        List<Answer> answers = new ArrayList<>();
        for (String line = read(); !line.equals("end"); line = read()) {
            answers.add(Answer.parse(line.substring("told ".length())));
        }
        return answers;
    }

    private void expect(String word) {
        String line = read();
        if (!line.equals(word)) {
            throw new IllegalStateException("The other process said " + line + " instead of " + word);
        }
    }

    private String read() {
        try {
            for (String line = from.readLine(); line != null; line = from.readLine()) {
                if (line.startsWith(PREFIX)) {
                    return line.substring(PREFIX.length());
                }
                System.err.println(line);
            }
            throw new IllegalStateException("The other process ended");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The end of its input ends it. */
    @Override
    public void close() {
        to.close();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
