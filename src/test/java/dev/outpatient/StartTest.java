package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the program refuses to start: one line that names the setting, exit code 1, no engine in another's place. */
class StartTest {

    @TempDir
    Path directory = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "spring.datasource.url, jdbc:mysql://127.0.0.1:1/outpatient, can't connect to jdbc:mysql://127.0.0.1:1/outpatient",
        "spring.datasource.url, jdbc:mysql://no-such-host.invalid/outpatient, can't connect to",
        "spring.datasource.url, jdbc:postgresql://localhost/outpatient, expected jdbc:mysql:",
        "spring.datasource.url, '', expected jdbc:mysql:",
        "spring.mongodb.uri, mongodb://127.0.0.1:1/outpatient, can't reach 127.0.0.1:1",
        "spring.mongodb.uri, localhost:27017, not a MongoDB connection string"
    })
    void aStoreThatIsConfiguredMustBeThere(String setting, String value, String said) throws Exception {
        try (ChildProgram program = ChildProgram.start(directory, "--server.port=0", "--" + setting + "=" + value)) {
            assertThat(program.awaitExit()).isEqualTo(1);
            assertThat(program.output().lines()).hasSize(1).first().asString().startsWith(setting + ": " + said);
            assertThat(directory.resolve("data")).doesNotExist();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--spring.mail.host=127.0.0.1, outpatient.public-url: needed with spring.mail.host",
        "--outpatient.public-url=clinic.example, outpatient.public-url: expected an address such as",
        "--outpatient.public-url=javascript:alert(1), outpatient.public-url: expected an address such as"
    })
    void mailNeedsAnAddressToLinkTo(String setting, String said) throws Exception {
        try (ChildProgram program = ChildProgram.start(directory, "--server.port=0", setting)) {
            assertThat(program.awaitExit()).isEqualTo(1);
            assertThat(program.output().lines()).hasSize(1).first().asString().startsWith(said);
        }
    }

    @Test
    void aSecretInTheUrlIsNotToldToTheConsole() throws Exception {
        try (ChildProgram program = ChildProgram.start(
                directory, "--spring.datasource.url=jdbc:mysql://root:s3cret@127.0.0.1:1/x?password=s3cret")) {
            assertThat(program.awaitExit()).isEqualTo(1);
            assertThat(program.output()).doesNotContain("s3cret");
        }
    }

    @Test
    void twoProgramsDontShareADirectory() throws Exception {
        String[] settings = {"--server.port=0", "--outpatient.demo-data=false"};
        try (ChildProgram first = ChildProgram.start(directory, settings)) {
            first.awaitUrl();
            try (ChildProgram second = ChildProgram.start(directory, settings)) {
                assertThat(second.awaitExit()).isEqualTo(1);
                assertThat(second.output().lines())
                        .hasSize(1)
                        .first()
                        .asString()
                        .startsWith("outpatient.data: another Outpatient runs on ");
            }
            assertThat(ChildProgram.call(first.awaitUrl() + "/actuator/health", "", "")
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
