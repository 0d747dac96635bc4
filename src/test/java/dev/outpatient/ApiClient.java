package dev.outpatient;

import dev.outpatient.accounts.Credential;
import dev.outpatient.accounts.Tokens;
import dev.outpatient.shared.Actor;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** Calls the API of a running program as a client would, and holds its refusals against the contract. */
public final class ApiClient {

    private final RestTestClient http;
    private final Tokens tokens;

    public ApiClient(Engine engine) {
        this(engine.program(), engine.url());
    }

    public ApiClient(ApplicationContext program, String url) {
        this.tokens = program.getBean(Tokens.class);
        this.http = RestTestClient.bindToServer().baseUrl(url + "/api/v1").build();
    }

    /** A token without signing in, which takes its time. */
    public String token(Actor actor) {
        return tokens.issue(new Credential(actor, "Somebody", null, null, true));
    }

    /** A token of somebody with the password of all in {@link ClinicFixture}. */
    public String token(String email) {
        return token(email, ClinicFixture.PASSWORD);
    }

    public String token(String email, String password) {
        return body(post("/auth/token", null, Map.of("email", email, "password", password)))
                .replaceAll(".*\"accessToken\":\"([^\"]+)\".*", "$1");
    }

    public ResponseSpec get(String path, @Nullable String token) {
        return http.get()
                .uri(path)
                .headers(headers -> {
                    if (token != null) {
                        headers.setBearerAuth(token);
                    }
                })
                .exchange();
    }

    public ResponseSpec post(String path, @Nullable String token, Object body) {
        return post(path, token, body, null, null);
    }

    public ResponseSpec post(String path, @Nullable String token, Object body, String ifMatch) {
        return post(path, token, body, ifMatch, null);
    }

    public ResponseSpec post(
            String path, @Nullable String token, Object body, @Nullable String ifMatch, @Nullable String key) {
        return http.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> {
                    if (token != null) {
                        headers.setBearerAuth(token);
                    }
                    if (ifMatch != null) {
                        headers.setIfMatch(ifMatch);
                    }
                    if (key != null) {
                        headers.set("Idempotency-Key", key);
                    }
                })
                .body(body)
                .exchange();
    }

    public ResponseSpec delete(String path, String token) {
        return http.delete()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(token))
                .exchange();
    }

    public ResponseSpec put(String path, String token, Object body, @Nullable String ifMatch) {
        return http.put()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> {
                    headers.setBearerAuth(token);
                    if (ifMatch != null) {
                        headers.setIfMatch(ifMatch);
                    }
                })
                .body(body)
                .exchange();
    }

    public static void invalid(ResponseSpec answer, String field) {
        answer.expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/validation")
                .jsonPath("$.errors[0].field")
                .isEqualTo(field)
                .jsonPath("$.errors[0].message")
                .isNotEmpty();
    }

    public static void problem(ResponseSpec answer, int status, String type) {
        answer.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/" + type);
    }

    public static String body(ResponseSpec answer) {
        return Objects.requireNonNull(answer.returnResult(String.class).getResponseBody());
    }
}
