package dev.outpatient.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outpatient.ClinicFixture;
import dev.outpatient.Engine;
import dev.outpatient.OnEachEngine;
import dev.outpatient.shared.PatientId;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** A hash made with weaker parameters is replaced when its owner signs in. */
@OnEachEngine
class RehashTest {

    private final ClinicFixture clinic;
    private final SignIn signIn;
    private final JdbcClient jdbc;

    RehashTest(Engine engine) {
        this.clinic = new ClinicFixture(engine.program());
        this.signIn = engine.bean(SignIn.class);
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

        assertThatThrownBy(() -> signIn.authenticate(email, "wrong", null, null))
                .isInstanceOf(BadCredentials.class);
        assertThat(hash(patient)).isEqualTo(older);

        signIn.authenticate(email, ClinicFixture.PASSWORD, null, null);
        String newer = hash(patient);
        assertThat(newer).isNotEqualTo(older).contains("m=16384");

        signIn.authenticate(email, ClinicFixture.PASSWORD, null, null);
        assertThat(hash(patient)).isEqualTo(newer);
    }

    private String hash(PatientId patient) {
        return jdbc.sql("SELECT password FROM patient WHERE id = ?")
                .param(patient.value())
                .query(String.class)
                .single();
    }
}
