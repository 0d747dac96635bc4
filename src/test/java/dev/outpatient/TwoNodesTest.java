package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outpatient.accounts.AccountSettings;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.PatientId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two programs over one MariaDB: what one of them knows of a browser or of an attacker, the other knows. */
class TwoNodesTest {

    @Test
    void nodesShareSessionsAndLimits() {
        assumeTrue(Engine.available().contains(Engine.MARIADB), "Skipped: no MariaDB here");
        List<String> database = Engine.MARIADB.settings();
        MovedProgram.MovedClock clock = new MovedProgram.MovedClock();
        try (MovedProgram one = MovedProgram.start(database, clock, "--outpatient.abuse-limits.requests=6");
                MovedProgram other = MovedProgram.start(database, clock, "--outpatient.abuse-limits.requests=6")) {
            String email = ClinicFixture.email("patient");
            new ClinicFixture(one.context()).patient(email);

            Browsing atOne = one.browser().signedIn(email);
            Browsing atOther = other.browser();
            atOther.cookies().putAll(atOne.cookies());
            assertThat(atOther.isSignedIn()).isTrue();
            atOther.get("/account/sessions");
            atOther.post("/sign-out");
            assertThat(atOne.isSignedIn()).isFalse();

            String guessed = ClinicFixture.email("nobody");
            String guess = "{\"email\": \"" + guessed + "\", \"password\": \"wrong\"}";
            for (int i = 0; i < 5; i++) {
                Browsing attacker = (i % 2 == 0 ? one : other).browser().from("192.0.2.1");
                assertThat(attacker.json("POST", "/api/v1/auth/token", guess).statusCode())
                        .isEqualTo(401);
            }
            for (MovedProgram node : List.of(one, other)) {
                assertThat(node.browser()
                                .from("192.0.2.1")
                                .json("POST", "/api/v1/auth/token", guess)
                                .statusCode())
                        .isEqualTo(429);
            }

            for (int i = 0; i < 6; i++) {
                (i % 2 == 0 ? one : other).browser().from("192.0.2.2").json("POST", "/api/v1/patients", "{}");
            }
            for (MovedProgram node : List.of(one, other)) {
                assertThat(node.browser()
                                .from("192.0.2.2")
                                .json("POST", "/api/v1/patients", "{}")
                                .statusCode())
                        .isEqualTo(429);
            }

            accessTokensEndOnBoth(one, other, clock);
        }
    }

    /** At once where it happens, and within a minute elsewhere. */
    private static void accessTokensEndOnBoth(MovedProgram one, MovedProgram other, MovedProgram.MovedClock clock) {
        ApiClient here = new ApiClient(one.context(), one.url());
        ApiClient there = new ApiClient(other.context(), other.url());
        String email = ClinicFixture.email("ended");
        PatientId patient = new ClinicFixture(one.context()).patient(email);
        String admin = here.token(new ClinicFixture(one.context()).adminAccount());

        String before = here.token(email);
        here.get("/me", before).expectStatus().isOk();
        there.get("/me", before).expectStatus().isOk();
        clock.move(Duration.ofSeconds(1));
        String password = "copper lantern river nine";
        one.context()
                .getBean(AccountSettings.class)
                .changePassword(Actor.of(patient), ClinicFixture.PASSWORD, password, Locale.ENGLISH);
        here.get("/me", before).expectStatus().isUnauthorized();
        clock.move(Duration.ofMinutes(1));
        there.get("/me", before).expectStatus().isUnauthorized();

        String after = here.token(email, password);
        here.get("/me", after).expectStatus().isOk();
        there.get("/me", after).expectStatus().isOk();
        here.post("/accounts/patient/" + patient.value() + "/disable", admin, Map.of())
                .expectStatus()
                .isNoContent();
        here.get("/me", after).expectStatus().isUnauthorized();
        clock.move(Duration.ofMinutes(1));
        there.get("/me", after).expectStatus().isUnauthorized();
    }
}
