package dev.outpatient.accounts;

import static dev.outpatient.ApiClient.body;
import static dev.outpatient.ApiClient.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.ApiClient;
import dev.outpatient.ClinicFixture;
import dev.outpatient.Engine;
import dev.outpatient.OnEachEngine;
import dev.outpatient.Trail;
import dev.outpatient.shared.Actor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Refresh tokens over HTTP: each works once, and one that comes twice ends what it belongs to. */
@OnEachEngine
class RefreshTokensTest {

    private final ClinicFixture clinic;
    private final ApiClient api;
    private final JdbcClient jdbc;
    private final Trail trail;
    private final AccountChanges changes;
    private final TransactionTemplate transaction;

    private String email = "";
    private Actor patient = Actor.OPERATOR;

    RefreshTokensTest(Engine engine) {
        this.clinic = new ClinicFixture(engine.program());
        this.api = new ApiClient(engine);
        this.jdbc = engine.bean(JdbcClient.class);
        this.trail = new Trail(engine);
        this.changes = engine.bean(AccountChanges.class);
        this.transaction = new TransactionTemplate(engine.bean(PlatformTransactionManager.class));
    }

    @BeforeEach
    void somebody() {
        email = ClinicFixture.email("refresh");
        patient = Actor.of(clinic.patient(email));
    }

    @Test
    void aSignInGivesBothAndARefreshGivesANewPair() {
        String answer = signIn();
        assertThat(answer).contains("\"tokenType\":\"Bearer\"", "\"expiresIn\":900", "\"role\":\"patient\"");
        String next = body(refresh(refreshToken(answer)));
        assertThat(next).contains("\"expiresIn\":900", "\"id\":" + patient.id());
        assertThat(refreshToken(next)).isNotEqualTo(refreshToken(answer));
        api.get("/me", field(next, "accessToken")).expectStatus().isOk();
        refresh(refreshToken(next)).expectStatus().isOk();
    }

    @Test
    void onlyHashesAreKept() {
        String token = refreshToken(signIn());
        String secret = token.substring(RefreshTokens.PREFIX.length() + 32);
        assertThat(jdbc.sql("SELECT * FROM refresh_family WHERE role = 'patient' AND person_id = ?")
                        .param(patient.id())
                        .query()
                        .singleRow()
                        .toString())
                .contains(RandomSecret.hash(secret))
                .doesNotContain(secret);
    }

    @Test
    void oneThatComesTwiceEndsTheFamilyAndIsLogged() {
        String first = refreshToken(signIn());
        String second = refreshToken(body(refresh(first)));
        forgetTheGrace();
        refused(first);
        refused(second);
        assertThat(trail.of(patient)).contains("warning A refresh token came twice, so what it belongs to was ended");
    }

    @Test
    void anOlderOneEndsTheFamilyAtOnce() {
        String first = refreshToken(signIn());
        String second = refreshToken(body(refresh(first)));
        String third = refreshToken(body(refresh(second)));
        refused(first);
        refused(third);
    }

    @Test
    void whoLostTheAnswerAsksAgainAndOnlyOneLineGoesOn() {
        String first = refreshToken(signIn());
        String lost = refreshToken(body(refresh(first)));
        String second = refreshToken(body(refresh(first)));
        String third = refreshToken(body(refresh(second)));
        assertThat(third).isNotEmpty();
        // Whoever has the answer that went astray gives themselves away.
        forgetTheGrace();
        refused(lost);
        refused(third);
    }

    @Test
    void theGraceIsGivenOnce() {
        String first = refreshToken(signIn());
        refresh(first).expectStatus().isOk();
        String second = refreshToken(body(refresh(first)));
        refused(first);
        refused(second);
    }

    @Test
    void thievesInARaceGetNoSecondLine() throws Exception {
        String token = refreshToken(signIn());
        List<Callable<Integer>> attempts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            attempts.add(
                    () -> refresh(token).returnResult(String.class).getStatus().value());
        }
        List<Integer> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (Future<Integer> answer : threads.invokeAll(attempts)) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).filteredOn(status -> status == 200).hasSize(2);
        assertThat(answers).filteredOn(status -> status == 401).hasSize(6);
        assertThat(families()).isZero();
    }

    @Test
    void itEndsThirtyDaysAfterTheSignInHoweverOftenItIsRenewed() {
        String second = refreshToken(body(refresh(refreshToken(signIn()))));
        jdbc.sql("""
                        UPDATE refresh_family SET expires_at = '2020-01-01 00:00:00'
                        WHERE role = 'patient' AND person_id = ?""").param(patient.id()).update();
        refused(second);
        assertThat(families()).isZero();
    }

    @Test
    void aRevokedOneIsOver() {
        String token = refreshToken(signIn());
        api.post("/auth/revoke", null, Map.of("refreshToken", token + "x"))
                .expectStatus()
                .isNoContent();
        String other = refreshToken(signIn());
        api.post("/auth/revoke", null, Map.of("refreshToken", token))
                .expectStatus()
                .isNoContent();
        refused(token);
        refresh(other).expectStatus().isOk();
    }

    @Test
    void allEndWhenTheSecretChanges() {
        String one = refreshToken(signIn());
        String two = refreshToken(signIn());
        transaction.executeWithoutResult(status -> changes.secretChanged(patient));
        refused(one);
        refused(two);
    }

    private void forgetTheGrace() {
        jdbc.sql(
                        "UPDATE refresh_family SET rotated_at = '2020-01-01 00:00:00' WHERE role = 'patient' AND person_id = ?")
                .param(patient.id())
                .update();
    }

    private long families() {
        return jdbc.sql("SELECT COUNT(*) FROM refresh_family WHERE role = 'patient' AND person_id = ?")
                .param(patient.id())
                .query(Long.class)
                .single();
    }

    private String signIn() {
        return body(api.post("/auth/token", null, Map.of("email", email, "password", ClinicFixture.PASSWORD)));
    }

    private ResponseSpec refresh(String token) {
        return api.post("/auth/refresh", null, Map.of("refreshToken", token));
    }

    private void refused(String token) {
        problem(refresh(token), 401, "bad-credentials");
    }

    private static String refreshToken(String answer) {
        return field(answer, "refreshToken");
    }

    private static String field(String answer, String name) {
        assertThat(answer).contains("\"" + name + "\":\"");
        return answer.replaceAll(".*\"" + name + "\":\"([^\"]+)\".*", "$1");
    }
}
