package dev.outpatient.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outpatient.ClinicFixture;
import dev.outpatient.Engine;
import dev.outpatient.OnEachEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An address that a database takes for another is the address of somebody else. */
@OnEachEngine
class AddressTest {

    private final ClinicFixture clinic;
    private final Accounts accounts;
    private final SignIn signIn;

    AddressTest(Engine engine) {
        this.clinic = new ClinicFixture(engine.program());
        this.accounts = engine.bean(Accounts.class);
        this.signIn = engine.bean(SignIn.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"e", "i", "s"})
    void withAnAccentItIsAnother(String letter) {
        String email = ClinicFixture.email("e-i-s");
        clinic.patient(email);
        String like = email.replaceFirst(letter, letter.equals("e") ? "é" : letter.equals("i") ? "ı" : "ſ");
        assertThat(like).isNotEqualTo(email);
        assertThat(accounts.withEmail(like)).isEmpty();
        assertThatThrownBy(() -> signIn.prove(like, ClinicFixture.PASSWORD, null))
                .isInstanceOf(BadCredentials.class);
        assertThat(accounts.withEmail(email)).hasSize(1);
    }

    @Test
    void inCapitalsItIsTheSame() {
        String email = ClinicFixture.email("capitals");
        clinic.patient(email);
        assertThat(signIn.prove(email.toUpperCase(java.util.Locale.ROOT), ClinicFixture.PASSWORD, null))
                .hasSize(1);
    }
}
