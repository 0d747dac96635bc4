package dev.outpatient;

import static dev.outpatient.ApiClient.body;
import static dev.outpatient.ApiClient.invalid;
import static dev.outpatient.ApiClient.problem;
import static dev.outpatient.PageClient.location;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outpatient.accounts.AccountAccess;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Whoever's account is disabled is out, by whatever way they came in, and in again when it is enabled. */
@OnEachEngine
class DisabledAccountTest {

    private final Engine engine;
    private final ClinicFixture clinic;
    private final ApiClient api;
    private final String admin;

    DisabledAccountTest(Engine engine) {
        this.engine = engine;
        this.clinic = new ClinicFixture(engine.program());
        this.api = new ApiClient(engine);
        this.admin = api.token(clinic.adminAccount());
    }

    @Test
    void aPatientIsOutEverywhereAndInAgain() {
        String email = ClinicFixture.email("out");
        PatientId patient = clinic.patient(email);
        String signedIn = body(api.post("/auth/token", null, credentials(email)));
        String access = field(signedIn, "accessToken");
        String refresh = field(signedIn, "refreshToken");
        try (PageClient browser = new PageClient(engine.url())) {
            location(browser.submit("/sign-in", credentials(email)));
            assertThat(browser.get("/appointments").statusCode()).isEqualTo(200);

            api.post("/accounts/patient/" + patient.value() + "/disable", admin, Map.of())
                    .expectStatus()
                    .isNoContent();

            assertThat(location(browser.get("/appointments"))).startsWith("/sign-in");
            assertThat(browser.submit("/sign-in", credentials(email)).body()).contains("id=\"sign-in-failed\"");
        }
        problem(api.get("/me", access), 401, "unauthenticated");
        problem(api.post("/auth/refresh", null, Map.of("refreshToken", refresh)), 401, "bad-credentials");
        problem(api.post("/auth/token", null, credentials(email)), 401, "bad-credentials");

        // Again changes nothing.
        api.post("/accounts/patient/" + patient.value() + "/disable", admin, Map.of())
                .expectStatus()
                .isNoContent();
        api.post("/accounts/patient/" + patient.value() + "/enable", admin, Map.of())
                .expectStatus()
                .isNoContent();
        api.get("/me", api.token(email)).expectStatus().isOk();
    }

    @Test
    void serviceTokensGoWithTheirAdmin() {
        Actor leaving = clinic.adminAccount();
        String secret = field(
                body(api.post(
                        "/service-tokens",
                        api.token(leaving),
                        Map.of("name", "Screen", "scopes", List.of("read:directory"), "expiresInDays", 1))),
                "secret");
        api.get("/doctors?limit=1", secret).expectStatus().isOk();
        api.post("/accounts/admin/" + leaving.id() + "/disable", admin, Map.of())
                .expectStatus()
                .isNoContent();
        problem(api.get("/doctors?limit=1", secret), 401, "unauthenticated");
    }

    @Test
    void onlyAdminsDoItAndNeverToThemselves() {
        Actor one = clinic.adminAccount();
        PatientId patient = clinic.patient();
        String own = api.token(Actor.of(patient));
        problem(api.post("/accounts/patient/" + patient.value() + "/disable", own, Map.of()), 403, "forbidden");
        problem(api.post("/accounts/patient/" + patient.value() + "/enable", own, Map.of()), 403, "forbidden");
        invalid(api.post("/accounts/admin/" + one.id() + "/disable", api.token(one), Map.of()), "account");
        problem(api.post("/accounts/patient/999999999/disable", admin, Map.of()), 404, "not-found");
        problem(api.post("/accounts/nurse/1/disable", admin, Map.of()), 404, "not-found");
    }

    /** The token of who was disabled is believed on another node for up to a minute. */
    @Test
    void whoIsDisabledUndoesNothing() {
        AccountAccess access = engine.bean(AccountAccess.class);
        Actor thief = clinic.adminAccount();
        Actor friend = clinic.adminAccount();
        access.disable(Actor.OPERATOR, thief);
        access.disable(Actor.OPERATOR, friend);
        assertThatThrownBy(() -> access.enable(thief, thief)).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> access.enable(thief, friend)).isInstanceOf(Problem.Forbidden.class);
        access.enable(clinic.adminAccount(), friend);
        api.get("/me", api.token(friend)).expectStatus().isOk();
    }

    @Test
    void twoAdminsWhoDisableEachOtherAtOnceAreNotBothOut() throws Exception {
        for (int round = 0; round < 5; round++) {
            Actor one = clinic.adminAccount();
            Actor two = clinic.adminAccount();
            String tokenOfOne = api.token(one);
            String tokenOfTwo = api.token(two);
            int out = 0;
            try (var threads = Executors.newFixedThreadPool(2)) {
                List<Callable<Integer>> both = List.of(
                        () -> status("/accounts/admin/" + two.id() + "/disable", tokenOfOne),
                        () -> status("/accounts/admin/" + one.id() + "/disable", tokenOfTwo));
                for (Future<Integer> answer : threads.invokeAll(both)) {
                    out += answer.get() == 204 ? 1 : 0;
                }
            }
            assertThat(out).isEqualTo(1);
        }
    }

    private int status(String path, String token) {
        return api.post(path, token, Map.of())
                .returnResult(String.class)
                .getStatus()
                .value();
    }

    private static Map<String, String> credentials(String email) {
        return Map.of("email", email, "password", ClinicFixture.PASSWORD);
    }

    private static String field(String json, String name) {
        return json.replaceAll("(?s).*\"" + name + "\":\"([^\"]+)\".*", "$1");
    }
}
