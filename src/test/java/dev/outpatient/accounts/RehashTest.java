package dev.outpatient.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.ApiClient;
import dev.outpatient.ClinicFixture;
import dev.outpatient.Engine;
import dev.outpatient.OnEachEngine;
import dev.outpatient.shared.PatientId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** A hash made with weaker parameters is replaced when its owner signs in. */
@OnEachEngine
class RehashTest {

    private final ClinicFixture clinic;
    private final ApiClient api;
    private final JdbcClient jdbc;

    RehashTest(Engine engine) {
        this.clinic = new ClinicFixture(engine.program());
        this.api = new ApiClient(engine);
        this.jdbc = engine.bean(JdbcClient.class);
    }

    @Test
    void signingInReplacesAnOlderHashOnce() {
        String email = ClinicFixture.email("rehash");
        PatientId patient = clinic.patient(email);
        String older = "{argon2@SpringSecurity_v5_8}"
                + new Argon2PasswordEncoder(16, 32, 1, 1 << 12, 1).encode(ClinicFixture.PASSWORD);
        jdbc.sql("UPDATE patient SET password = ? WHERE id = ?")
                .params(older, patient.value())
                .update();

        ApiClient.problem(
                api.post("/auth/token", null, Map.of("email", email, "password", "wrong")), 401, "bad-credentials");
        assertThat(hash(patient)).isEqualTo(older);

        assertThat(api.token(email)).isNotEmpty();
        String newer = hash(patient);
        assertThat(newer).isNotEqualTo(older).contains("m=16384");

        assertThat(api.token(email)).isNotEmpty();
        assertThat(hash(patient)).isEqualTo(newer);
    }

    private String hash(PatientId patient) {
        return jdbc.sql("SELECT password FROM patient WHERE id = ?")
                .param(patient.value())
                .query(String.class)
                .single();
    }
}
