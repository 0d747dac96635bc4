package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A sign-in by a browser that was not seen before is told by mail, once. */
@OnEachKindOfEngine
class KnownDevicesTest {

    private final MailedClinic mailed;
    private final ClinicFixture clinic;

    KnownDevicesTest(Engine engine) {
        this.mailed = MailedClinic.on(engine);
        this.clinic = new ClinicFixture(mailed.program());
    }

    @Test
    void theFirstIsNoNewsTheSecondIs() {
        String email = ClinicFixture.email("devices");
        clinic.patient(email);
        try (FormClient laptop = new FormClient(mailed.url());
                FormClient phone = new FormClient(mailed.url())) {
            assertThat(laptop.signIn(email, ClinicFixture.PASSWORD)).isEqualTo("/");
            assertThat(phone.signIn(email, ClinicFixture.PASSWORD)).isEqualTo("/");
            assertThat(mailed.letter(email, 1))
                    .contains("from a new browser", "/account/password", "/account/security");
            signOut(phone);
            assertThat(phone.signIn(email, ClinicFixture.PASSWORD)).isEqualTo("/");
            signOut(laptop);
            assertThat(laptop.signIn(email, ClinicFixture.PASSWORD)).isEqualTo("/");
            assertThat(mailed.letter(email, 1)).isNotEmpty();
        }
    }

    private static void signOut(FormClient browser) {
        browser.get("/");
        browser.post("/sign-out", Map.of());
    }
}
