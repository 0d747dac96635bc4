package dev.outpatient;

import dev.outpatient.portal.DocumentServerMain;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The embedded document server in a process of its own, to be killed and started again, and a program that uses it. */
final class DocumentServer implements AutoCloseable {

    private final Path directory;
    private final int port;
    private @Nullable ChildProgram process;

    DocumentServer(Path directory) throws IOException {
        this.directory = directory;
        try (ServerSocket socket = new ServerSocket(0)) {
            this.port = socket.getLocalPort();
        }
    }

    /** On the same file and port each time. */
    void start() throws Exception {
        process = ChildProgram.startTestMain(
                directory,
                DocumentServerMain.class,
                directory.resolve("documents.mv").toString(),
                Integer.toString(port));
        process.awaitOutput("serves ");
    }

    void kill() throws InterruptedException {
        if (process != null) {
            process.kill();
        }
    }

    /** The program in this process, without demo data. */
    ConfigurableApplicationContext program() {
        return new SpringApplicationBuilder(Outpatient.class, SentDocuments.class)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .run(
                        "--server.port=0",
                        "--spring.mongodb.uri=mongodb://127.0.0.1:" + port + "/outpatient",
                        "--outpatient.demo-data=false",
                        "--outpatient.abuse-limits.enabled=false",
                        "--outpatient.data=" + Engine.newDirectory("outage"),
                        "--logging.file.name=target/test-logs/outage.json");
    }

    static String url(ConfigurableApplicationContext program) {
        return "http://localhost:" + program.getEnvironment().getRequiredProperty("local.server.port");
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
