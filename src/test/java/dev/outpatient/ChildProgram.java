package dev.outpatient;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The program in a process of its own, to be watched as it fails to start, or killed. */
public final class ChildProgram implements AutoCloseable {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private final Process process;
    private final Path output;

    private ChildProgram(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts the program's own classes, none of the tests'. */
    public static ChildProgram start(Path directory, String... args) throws IOException {
        String classes = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
        return start(directory, classes, Outpatient.class, args);
    }

    /** Starts a main class of the tests. */
    public static ChildProgram startTestMain(Path directory, Class<?> main, String... args) throws IOException {
        return start(directory, System.getProperty("java.class.path"), main, args);
    }

    private static ChildProgram start(Path directory, String classes, Class<?> main, String... args)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                JAVA.toString(),
                "-XX:+UseParallelGC",
                "-XX:+UseCompactObjectHeaders",
                "-Xmx192m",
                "-Xss512k",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes,
                main.getName()));
        command.addAll(List.of(args));
        Path output = directory.resolve("output-" + System.nanoTime() + ".txt");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new ChildProgram(process, output);
    }

    public String output() throws IOException {
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    /** Waits until the output holds the text; gives the line with it. */
    public String awaitOutput(String text) throws Exception {
        for (int i = 0; i < 1800; i++) {
            for (String line : output().lines().toList()) {
                if (line.contains(text)) {
                    return line;
                }
            }
            if (!process.isAlive()) {
                break;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("It never said " + text + " but:\n" + output());
    }

    public String awaitUrl() throws Exception {
        String line = awaitOutput("Outpatient runs at ");
        return line.substring(line.indexOf("http")).strip();
    }

    public int awaitExit() throws Exception {
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            throw new AssertionError("It still runs:\n" + output());
        }
        return process.exitValue();
    }

    /** As {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As {@code kill} does: the program may end in its own way. */
    public void stop() {
        process.destroy();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    /** Sends JSON to the program, or gets something when the body is empty. */
    public static HttpResponse<String> call(String url, String token, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
