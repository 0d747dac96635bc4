package dev.outpatient;

import static dev.outpatient.ApiClient.body;
import static dev.outpatient.ApiClient.invalid;
import static dev.outpatient.ApiClient.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.accounts.Admins;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tokens for other programs: made by an admin, shown once, ended at once. */
@OnEachEngine
class ServiceTokensTest {

    private final ClinicFixture clinic;
    private final ApiClient api;
    private final JdbcClient jdbc;
    private final Trail trail;
    private final Actor admin;
    private final String adminToken;

    ServiceTokensTest(Engine engine) {
        this.clinic = new ClinicFixture(engine.program());
        this.api = new ApiClient(engine);
        this.jdbc = engine.bean(JdbcClient.class);
        this.trail = new Trail(engine);
        this.admin = Actor.admin(engine.bean(Admins.class).add("Al Admin", ClinicFixture.email("admin"), "none"));
        this.adminToken = api.token(admin);
    }

    @Test
    void itIsShownOnceAndOnlyItsHashIsKept() {
        String made = create("Waiting room screen", List.of("read:directory", "read:slots"), 90);
        String secret = field(made, "secret");
        assertThat(secret).startsWith("outpatient_st_").hasSizeGreaterThan(50);
        assertThat(made).contains("\"name\":\"Waiting room screen\"", "[\"read:directory\",\"read:slots\"]");
        assertThat(body(api.get("/service-tokens?limit=100", adminToken)))
                .contains("Waiting room screen")
                .doesNotContain(secret);
        assertThat(jdbc.sql("SELECT * FROM service_token WHERE id = ?")
                        .param(id(made))
                        .query()
                        .singleRow()
                        .toString())
                .doesNotContain(secret);
        api.get("/doctors?limit=1", secret).expectStatus().isOk();
        assertThat(jdbc.sql("SELECT last_used_at FROM service_token WHERE id = ?")
                        .param(id(made))
                        .query()
                        .singleValue())
                .isNotNull();
    }

    @Test
    void itOpensItsScopesOnly() {
        PatientId patient = clinic.patient(ClinicFixture.email("patient"));
        String secret = field(create("Slots", List.of("read:slots"), 1), "secret");
        api.get("/slots?limit=1", secret).expectStatus().isOk();
        problem(api.get("/patients/" + patient.value(), secret), 403, "forbidden");
        problem(api.get("/doctors", secret), 403, "forbidden");
        problem(api.get("/me", secret), 403, "forbidden");
        String more = field(create("Patients", List.of("read:patients"), 1), "secret");
        api.get("/patients/" + patient.value(), more).expectStatus().isOk();
        assertThat(trail.of(admin)).anyMatch(line -> line.matches("info .*, by service token \\d+"));
    }

    @Test
    void itMakesNoOtherTokensAndNoAdmin() {
        String secret = field(
                create(
                        "All",
                        List.of(
                                "read:directory",
                                "read:slots",
                                "read:appointments",
                                "write:appointments",
                                "read:patients"),
                        1),
                "secret");
        Map<String, Object> wish = Map.of("name", "N", "scopes", List.of("read:slots"), "expiresInDays", 1);
        problem(api.post("/service-tokens", secret, wish), 403, "forbidden");
        problem(api.get("/service-tokens", secret), 403, "forbidden");
        problem(api.delete("/service-tokens/1", secret), 403, "forbidden");
        problem(api.post("/doctors", secret, Map.of()), 403, "forbidden");
    }

    @Test
    void onlyAdminsMakeThem() {
        OfficeId office = clinic.office(ClinicFixture.BOSTON);
        DoctorId doctor = clinic.doctor(office);
        Map<String, Object> wish = Map.of("name", "N", "scopes", List.of("read:slots"), "expiresInDays", 1);
        problem(api.post("/service-tokens", api.token(Actor.of(doctor)), wish), 403, "forbidden");
        problem(api.post("/service-tokens", api.token(Actor.of(clinic.patient())), wish), 403, "forbidden");
        problem(api.post("/service-tokens", null, wish), 401, "unauthenticated");
    }

    @Test
    void oneThatWasRevokedOrHasExpiredIsOver() {
        String revoked = create("Revoked", List.of("read:slots"), 1);
        api.delete("/service-tokens/" + id(revoked), adminToken).expectStatus().isNoContent();
        api.delete("/service-tokens/" + id(revoked), adminToken).expectStatus().isNoContent();
        problem(api.get("/slots?limit=1", field(revoked, "secret")), 401, "unauthenticated");
        String expired = create("Expired", List.of("read:slots"), 1);
        jdbc.sql("UPDATE service_token SET expires_at = '2020-01-01 00:00:00' WHERE id = ?")
                .param(id(expired))
                .update();
        problem(api.get("/slots?limit=1", field(expired, "secret")), 401, "unauthenticated");
        problem(api.delete("/service-tokens/987654321", adminToken), 404, "not-found");
    }

    @Test
    void aWishThatBreaksARuleNamesTheField() {
        invalid(wish(" ", List.of("read:slots"), 1), "name");
        invalid(wish("N", List.of(), 1), "scopes");
        invalid(wish("N", List.of("read:prescriptions"), 1), "scopes");
        invalid(wish("N", List.of("read:slots"), 366), "expiresInDays");
        invalid(wish("N", List.of("read:slots"), 0), "expiresInDays");
    }

    private org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec wish(
            String name, List<String> scopes, int days) {
        return api.post("/service-tokens", adminToken, Map.of("name", name, "scopes", scopes, "expiresInDays", days));
    }

    private String create(String name, List<String> scopes, int days) {
        return body(wish(name, scopes, days));
    }

    private static String field(String answer, String name) {
        return answer.replaceAll(".*\"" + name + "\":\"([^\"]+)\".*", "$1");
    }

    private static long id(String answer) {
        return Long.parseLong(answer.replaceAll(".*\"id\":(\\d+).*", "$1"));
    }
}
