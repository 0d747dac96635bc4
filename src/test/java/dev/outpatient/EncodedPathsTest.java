package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.web.filter.FormContentFilter;

/** What is limited is so under every address that leads to it, and before it is read. */
class EncodedPathsTest {

    private static final int REQUESTS = 3;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void limitsHoldHoweverAnAddressIsWritten() throws Exception {
        try (MovedProgram program = MovedProgram.start(Engine.H2, "--outpatient.abuse-limits.requests=" + REQUESTS)) {
            int[] answers = new int[REQUESTS + 1];
            for (int i = 0; i <= REQUESTS; i++) {
                answers[i] = program.browser()
                        .from("192.0.2.3")
                        .json("POST", "/api/v1/p%61tients", "{}")
                        .statusCode();
            }
            assertThat(answers).containsExactly(400, 400, 400, 429);
            assertThat(program.browser()
                            .from("192.0.2.3")
                            .json("POST", "/api/v1/patients", "{}")
                            .statusCode())
                    .isEqualTo(429);

            assertThat(put(program.url() + "/%61pi/v1/patients/1", "application/json", 300_000))
                    .isEqualTo(413);
            assertThat(put(program.url() + "/api/v1/me/avatar", "multipart/form-data; boundary=x", 1_000))
                    .isEqualTo(415);
            assertThat(put(program.url() + "/%61pi/v1/me/avatar", "multipart/form-data; boundary=x", 1_000))
                    .isEqualTo(415);
            assertThat(put(program.url() + "/api/v1/patients/1", "application/x-www-form-urlencoded", 300_000))
                    .isEqualTo(413);
            // It would read the whole of a form before anything could refuse it, at any address.
            assertThat(program.context().getBeansOfType(FormContentFilter.class))
                    .isEmpty();
        }
    }

    private int put(String url, String type, int bytes) throws IOException, InterruptedException {
        byte[] body = "x=y&".repeat(bytes / 4).getBytes(StandardCharsets.US_ASCII);
        return http.send(
                        HttpRequest.newBuilder(URI.create(url))
                                .header("Content-Type", type)
                                .PUT(HttpRequest.BodyPublishers.ofByteArray(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
