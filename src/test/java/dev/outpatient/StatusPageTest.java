package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an admin, and nobody else, learns of the stores: on the page and as metrics. */
class StatusPageTest {

    private final Engine engine = Engine.H2;
    private final ClinicFixture clinic = new ClinicFixture(engine.program());

    @Test
    void showsAnAdminHowTheStoresDo() {
        try (PageClient admin = signedIn(clinic.admin())) {
            HttpResponse<String> page = admin.get("/admin/status");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body())
                    .contains(
                            "System status",
                            "Log records on their way",
                            "Refused records",
                            "This node and the database agree.")
                    .containsPattern("of the 1,354(\u00a0|&nbsp;)MB");
            assertThat(admin.get("/admin/status?lang=es").body()).contains("Estado del sistema");
        }
    }

    @Test
    void givesTheMetricsToAdmins() {
        try (PageClient admin = signedIn(clinic.admin())) {
            for (String name : new String[] {
                "outpatient.outbox.waiting",
                "outpatient.outbox.oldest",
                "outpatient.logs.refused",
                "outpatient.documents.size"
            }) {
                HttpResponse<String> metric = admin.get("/actuator/metrics/" + name);
                assertThat(metric.statusCode()).as(name).isEqualTo(200);
                assertThat(metric.body()).contains("\"value\":").doesNotContain("NaN");
            }
            assertThat(admin.get("/actuator/metrics/outpatient.outbox.waiting?tag=outbox:mails")
                            .body())
                    .contains("\"value\":");
        }
    }

    @Test
    void isShutToEverybodyElse() {
        String patient = ClinicFixture.email("status");
        clinic.patient(patient);
        try (PageClient visitor = new PageClient(engine.url());
                PageClient other = signedIn(patient)) {
            for (String path :
                    new String[] {"/admin/status", "/actuator/metrics", "/actuator/metrics/outpatient.outbox.waiting"
                    }) {
                assertThat(visitor.get(path).statusCode()).as(path).isIn(302, 401, 403);
                assertThat(other.get(path).statusCode()).as(path).isIn(403, 404);
            }
        }
    }

    @Test
    void isForEverybody() {
        try (Chromium chromium = Chromium.start()) {
            for (Chromium.Look look : Chromium.LOOKS) {
                try (BrowserContext admin =
                        chromium.signedIn(engine.url(), clinic.admin(), look.width(), look.scheme())) {
                    Page page = admin.newPage();
                    page.navigate(engine.url() + "/admin/status");
                    Chromium.isForEverybody(page, "status-" + look.width());
                }
            }
        }
    }

    private PageClient signedIn(String email) {
        PageClient client = new PageClient(engine.url());
        client.submit("/sign-in", Map.of("email", email, "password", ClinicFixture.PASSWORD));
        return client;
    }
}
