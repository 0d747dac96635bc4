package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in does not tell whether somebody has an account: not by what it answers, and not by how long it takes. */
class SignInEnumerationTest {

    /** As docs/security.md measures it: {@code -Doutpatient.addresses=200}. */
    private static final int ROUNDS = Integer.getInteger("outpatient.addresses", 60);

    private record Answer(int status, int length, Map<String, String> headers) {}

    @TempDir
    Path directory = Path.of("");

    @Test
    void aKnownAddressAnswersAsOneThatNobodyHas() throws Exception {
        try (ChildProgram program =
                ChildProgram.start(directory, "--server.port=0", "--outpatient.abuse-limits.enabled=false")) {
            String url = program.awaitUrl();
            program.awaitOutput("Abuse limits are off (outpatient.abuse-limits.enabled=false)");
            List<Long> known = new ArrayList<>();
            List<Long> unknown = new ArrayList<>();
            List<Answer> answers = new ArrayList<>();
            for (int i = -20; i < ROUNDS; i++) {
                // Both within one round, so that whatever else the machine does slows down both.
                String nobody = "pat%04d@demo.test".formatted(1000 + i);
                long start = System.nanoTime();
                answers.add(signIn(url, "patient@demo.test"));
                long between = System.nanoTime();
                answers.add(signIn(url, nobody));
                long end = System.nanoTime();
                if (i >= 0) {
                    known.add(between - start);
                    unknown.add(end - between);
                }
            }
            assertThat(answers.stream().distinct().toList()).hasSize(1);
            double one = median(known);
            double other = median(unknown);
            System.out.printf(
                    "Sign-in refused: median %.1f ms for a known e-mail, %.1f ms for one nobody has%n", one, other);
            assertThat(Math.abs(one - other)).isLessThan(Math.max(one, other) * 0.1);
        }
    }

    private static Answer signIn(String url, String email) {
        HttpResponse<String> answer = new Browsing(url)
                .json(
                        "POST",
                        "/api/v1/auth/token",
                        "{\"email\": \"" + email + "\", \"password\": \"not the password\"}");
        Map<String, String> headers = new TreeMap<>();
        answer.headers().map().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        headers.remove("date");
        headers.remove("x-request-id");
        // The server ends a connection after a hundred requests, whoever they ask about.
        headers.remove("connection");
        headers.remove("keep-alive");
        return new Answer(answer.statusCode(), answer.body().length(), headers);
    }

    private static double median(List<Long> nanoseconds) {
        return nanoseconds.stream()
                        .sorted()
                        .skip(nanoseconds.size() / 2)
                        .findFirst()
                        .orElseThrow()
                / 1e6;
    }
}
