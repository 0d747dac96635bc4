package dev.outpatient.scheduling.benchmark;

import dev.outpatient.accounts.Credential;
import dev.outpatient.accounts.Tokens;
import dev.outpatient.scheduling.benchmark.Wishes.Wish;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.PatientId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Books through the REST API, on a connection that stays open, as an admin or as the patients themselves. The client is
 * the JDK's older one, as it needs the least of the processor that it shares with the program.
 */
final class HttpBooker implements Booker {

    private final Map<PatientId, String> patientTokens = new HashMap<>();
    private final URL appointments;
    private final Tokens tokens;
    private final String adminToken;
    private final boolean asAdmin;

    HttpBooker(ConfigurableApplicationContext program, boolean asAdmin) throws MalformedURLException {
        String port = program.getEnvironment().getRequiredProperty("local.server.port");
        this.appointments =
                URI.create("http://127.0.0.1:" + port + "/api/v1/appointments").toURL();
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
    public void book(Wish wish) throws IOException {
        String body = """
                {"doctorId": %d, "officeId": %d, "startsAt": "%s"%s}""".formatted(
                        wish.doctor().value(),
                        wish.office().value(),
                        wish.startsAt(),
                        asAdmin ? ", \"patientId\": " + wish.patient().value() : "");
        HttpURLConnection request = (HttpURLConnection) appointments.openConnection();
        request.setRequestMethod("POST");
        request.setRequestProperty("Authorization", "Bearer " + patientTokens.getOrDefault(wish.patient(), adminToken));
        request.setRequestProperty("Content-Type", "application/json");
        request.setDoOutput(true);
        try (OutputStream out = request.getOutputStream()) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        }
        if (request.getResponseCode() != 201) {
            throw new IllegalStateException("Answered with " + request.getResponseCode());
        }
        try (InputStream in = request.getInputStream()) {
            in.readAllBytes();
        }
    }

    private String token(Actor actor) {
        return tokens.issue(new Credential(actor, "Benchmark", null, null, true));
    }
}
