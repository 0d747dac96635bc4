package dev.outpatient.scheduling.benchmark;

import dev.outpatient.accounts.Credential;
import dev.outpatient.accounts.Tokens;
import dev.outpatient.scheduling.benchmark.Wishes.Wish;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.PatientId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;

/** Books through the REST API, on a connection that stays open, as an admin or as the patients themselves. */
final class HttpBooker implements Booker {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<PatientId, String> patientTokens = new HashMap<>();
    private final URI appointments;
    private final Tokens tokens;
    private final String adminToken;
    private final boolean asAdmin;

    HttpBooker(ConfigurableApplicationContext program, boolean asAdmin) {
        String port = program.getEnvironment().getRequiredProperty("local.server.port");
        this.appointments = URI.create("http://127.0.0.1:" + port + "/api/v1/appointments");
        this.tokens = program.getBean(Tokens.class);
        this.adminToken = token(Actor.admin(1));
        this.asAdmin = asAdmin;
    }

    @Override
    public void prepare(Wish wish) {
        if (!asAdmin) {
            patientTokens.computeIfAbsent(wish.patient(), patient -> token(Actor.of(patient)));
        }
    }

    @Override
    public void book(Wish wish) throws IOException, InterruptedException {
        String body = """
                {"doctorId": %d, "officeId": %d, "startsAt": "%s"%s}""".formatted(
                        wish.doctor().value(),
                        wish.office().value(),
                        wish.startsAt(),
                        asAdmin ? ", \"patientId\": " + wish.patient().value() : "");
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(appointments)
                        .header("Authorization", "Bearer " + patientTokens.getOrDefault(wish.patient(), adminToken))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
        }
    }

    private String token(Actor actor) {
        return tokens.issue(new Credential(actor, "Benchmark", null, null));
    }
}
