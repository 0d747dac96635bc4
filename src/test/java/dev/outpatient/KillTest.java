package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is there after {@code kill -9}. */
class KillTest {

    private static final int ROUNDS = 2;

    @TempDir
    Path directory = Path.of("");

    @Test
    void aBookingSurvivesTheProgram() throws Exception {
        String location = "";
        for (int round = 0; round <= ROUNDS; round++) {
            try (ChildProgram program = ChildProgram.start(directory, "--server.port=0")) {
                String api = program.awaitUrl() + "/api/v1";
                String token = token(api);
                if (round > 0) {
                    HttpResponse<String> kept = ChildProgram.call(api + location, token, "");
                    assertThat(kept.statusCode()).isEqualTo(200);
                    assertThat(kept.body()).contains("\"status\":\"scheduled\"");
                }
                String slot = field(
                        ChildProgram.call(api + "/slots?limit=1&doctorId=" + (round + 2), "", "")
                                .body(),
                        "startsAt");
                String office = number(
                        ChildProgram.call(api + "/slots?limit=1&doctorId=" + (round + 2), "", "")
                                .body(),
                        "officeId");
                HttpResponse<String> booked = ChildProgram.call(
                        api + "/appointments",
                        token,
                        "{\"doctorId\":" + (round + 2) + ",\"officeId\":" + office + ",\"startsAt\":\"" + slot + "\"}");
                program.kill();
                assertThat(booked.statusCode()).as(booked.body()).isEqualTo(201);
                location = booked.headers().firstValue("Location").orElseThrow().substring("/api/v1".length());
            }
        }
    }

    private static String token(String api) throws Exception {
        String answer = ChildProgram.call(
                        api + "/auth/token", "", "{\"email\":\"patient@demo.test\",\"password\":\"outpatient-demo\"}")
                .body();
        return field(answer, "accessToken");
    }

    private static String field(String json, String name) {
        return json.replaceAll("(?s).*?\"" + name + "\":\"([^\"]+)\".*", "$1");
    }

    private static String number(String json, String name) {
        return json.replaceAll("(?s).*?\"" + name + "\":(\\d+).*", "$1");
    }
}
