package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
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
        }
    }
}
