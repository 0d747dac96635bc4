package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.patients.PatientDetails;
import dev.outpatient.patients.Patients;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.PatientId;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What somebody types stays text: where it is shown, where it is looked for, and as a password to the letter. */
@OnEachKindOfEngine
class TypedTextTest {

    private static final String NASTY = "<script>alert(1)</script> \"onerror=\"x'";

    private final Engine engine;
    private final ClinicFixture clinic;
    private final PageClient pages;

    TypedTextTest(Engine engine) {
        this.engine = engine;
        this.clinic = new ClinicFixture(engine.program());
        this.pages = new PageClient(engine.url());
    }

    @AfterEach
    void close() {
        pages.close();
    }

    @Test
    void aNameIsNoMarkupOnAnyPage() {
        String email = ClinicFixture.email("nasty");
        PatientId patient = clinic.patient(email);
        PatientDetails person = new PatientDetails(NASTY, email, NASTY.substring(0, 20), NASTY, NASTY, "MA", null);
        engine.bean(Patients.class).change(Actor.OPERATOR, patient, person, null);
        signIn(email);
        for (String path : List.of("/account", "/account/profile", "/appointments", "/family", "/account/sessions")) {
            assertThat(text(path)).as(path).contains("&lt;script&gt;alert(1)");
        }
        try (PageClient admin = new PageClient(engine.url())) {
            admin.submit("/sign-in", Map.of("email", clinic.admin(), "password", ClinicFixture.PASSWORD));
            for (String path : List.of(
                    "/admin/patients?q=" + encoded(email),
                    "/admin/patients/" + patient + "/edit",
                    "/admin/patients/" + patient + "/book",
                    "/patients/" + patient)) {
                assertThat(plain(admin.get(path), path)).as(path).contains("&lt;script&gt;alert(1)");
            }
        }
        text("/doctors?q=" + encoded(NASTY));
    }

    @Test
    void nothingTypedIntoASearchIsPartOfTheQuestion() {
        clinic.doctor(clinic.office(ClinicFixture.BOSTON));
        signIn(clinic.admin());
        for (String words : List.of("'", "''", "\\", "\\'", "%", "_", "!", ")", "' OR '1'='1", "'; DROP TABLE x; --")) {
            for (String path : List.of(
                    "/admin/patients?q=",
                    "/admin/doctors?q=",
                    "/admin/doctors?specialty=",
                    "/admin/offices?name=",
                    "/admin/offices?city=",
                    "/admin/appointments?patientName=",
                    "/doctors?q=",
                    "/api/v1/doctors?q=",
                    "/api/v1/doctors?specialty=",
                    "/api/v1/doctors?city=",
                    "/api/v1/slots?specialty=",
                    "/api/v1/appointments?patientName=")) {
                HttpResponse<String> answer = pages.get(path + encoded(words));
                assertThat(answer.statusCode()).as(path + words).isEqualTo(200);
            }
        }
        for (String everything : List.of("%", "_", "' OR '1'='1")) {
            assertThat(pages.get("/api/v1/doctors?q=" + encoded(everything)).body())
                    .as(everything)
                    .contains("\"items\":[]");
        }
    }

    @Test
    void aPasswordIsTakenToTheLetter() {
        String email = ClinicFixture.email("letters");
        clinic.patient(email);
        ApiClient api = new ApiClient(engine);
        for (String other : List.of(
                ClinicFixture.PASSWORD + " ",
                " " + ClinicFixture.PASSWORD,
                ClinicFixture.PASSWORD.toUpperCase(Locale.ROOT))) {
            ApiClient.problem(
                    api.post("/auth/token", null, Map.of("email", email, "password", other)), 401, "bad-credentials");
        }
        assertThat(api.token(email)).isNotEmpty();
    }

    @Test
    void passwordsAreMaskedAndLeftToTheManager() {
        assertThat(pages.get("/sign-in").body())
                .contains("type=\"password\"", "autocomplete=\"current-password\"")
                .doesNotContain("onpaste");
        assertThat(pages.get("/register").body()).contains("type=\"password\"", "autocomplete=\"new-password\"");
    }

    /** Not every browser has a picker of dates. */
    @Test
    void whatIsNoDateIsSaidAndTheRestIsKept() {
        HttpResponse<String> answer = pages.submit(
                "/register",
                Map.of(
                        "name",
                        "Ana Ruiz",
                        "email",
                        ClinicFixture.email("ana"),
                        "password",
                        ClinicFixture.PASSWORD,
                        "dateOfBirth",
                        "31 February"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("Enter a date, with day, month and year.", "value=\"Ana Ruiz\"", "href=\"#dateOfBirth\"");
    }

    private String text(String path) {
        return plain(pages.get(path), path);
    }

    private static String plain(HttpResponse<String> answer, String path) {
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.body()).as(path).doesNotContain("<script>alert(1)", "\"onerror=\"");
        return answer.body();
    }

    private void signIn(String email) {
        pages.submit("/sign-in", Map.of("email", email, "password", ClinicFixture.PASSWORD));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
