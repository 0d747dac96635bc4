package dev.outpatient;

import static dev.outpatient.MailedClinic.links;
import static dev.outpatient.MailedClinic.token;
import static dev.outpatient.PageClient.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.UtcTime;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Registration, recovery and changes of accounts where mail is configured, through pages and mailboxes. */
@OnEachKindOfEngine
class AccountsByMailTest {

    private static final String NEW_PASSWORD = "copper lantern river nine";

    private final MailedClinic mailed;
    private final ClinicFixture clinic;
    private final JdbcClient jdbc;

    AccountsByMailTest(Engine engine) {
        this.mailed = MailedClinic.on(engine);
        this.clinic = new ClinicFixture(mailed.program());
        this.jdbc = mailed.bean(JdbcClient.class);
    }

    @Test
    void aVisitorRegistersConfirmsAndGoesOnWhereTheVisitorWas() {
        String email = ClinicFixture.email("new");
        try (PageClient browser = browser()) {
            Map<String, String> form = person(email);
            form.put("continue", "/book?doctorId=1&officeId=2&startsAt=2027-01-04T09:00-05:00");
            assertThat(location(browser.submit("/register", form))).isEqualTo("/register/sent");
            assertThat(patients(email))
                    .as("nobody is a patient before the link is opened")
                    .isZero();
            assertThat(canSignIn(email, NEW_PASSWORD)).isFalse();

            String link = links(mailed.letter(email, 1)).getFirst();
            assertThat(browser.get(link).body()).contains(email).contains("name=\"password\"");
            assertThat(patients(email))
                    .as("looking at the link changes nothing")
                    .isZero();

            Map<String, String> confirm = confirmation(link, "not the password");
            assertThat(browser.submit(link, confirm).statusCode()).isEqualTo(200);
            assertThat(patients(email))
                    .as("without the password nobody becomes a patient")
                    .isZero();

            HttpResponse<String> done = browser.submit(link, confirmation(link, NEW_PASSWORD));
            assertThat(location(done)).isEqualTo("/book?doctorId=1&officeId=2&startsAt=2027-01-04T09:00-05:00");
            assertThat(browser.get("/account").body()).contains(email);
            assertThat(canSignIn(email, NEW_PASSWORD)).isTrue();
            assertThat(browser.get(link).statusCode()).as("the link works once").isEqualTo(404);
        }
    }

    @Test
    void ofTwoRegistrationsOfOneAddressTheConfirmedOneCounts() {
        String email = ClinicFixture.email("twice");
        try (PageClient thief = browser();
                PageClient owner = browser()) {
            Map<String, String> stolen = person(email);
            stolen.put("password", "the thief knows this one");
            thief.submit("/register", stolen);
            String first = links(mailed.letter(email, 1)).getFirst();
            owner.submit("/register", person(email));
            String second = links(mailed.letter(email, 2)).getFirst();
            // The owner opens both, and knows the own password only.
            assertThat(owner.submit(first, confirmation(first, NEW_PASSWORD)).statusCode())
                    .isEqualTo(200);
            assertThat(owner.submit(second, confirmation(second, NEW_PASSWORD)).statusCode())
                    .isEqualTo(302);
            assertThat(canSignIn(email, "the thief knows this one")).isFalse();
            assertThat(thief.get(first).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void registeringAKnownAddressChangesNothingAndTellsTheOwner() {
        String email = ClinicFixture.email("known");
        PatientId patient = clinic.patient(email);
        String before = row(patient);
        try (PageClient browser = browser()) {
            assertThat(location(browser.submit("/register", person(email)))).isEqualTo("/register/sent");
            String letter = mailed.letter(email, 1);
            assertThat(links(letter)).containsExactly("/sign-in", "/forgot");
            assertThat(row(patient)).isEqualTo(before);
            assertThat(canSignIn(email, NEW_PASSWORD)).isFalse();
        }
    }

    @Test
    void registeringTheAddressOfAnImportedPatientDoesNotGiveTheRecordAway() {
        String email = ClinicFixture.email("imported");
        PatientId patient = clinic.patient(email);
        jdbc.sql("UPDATE patient SET password = NULL WHERE id = ?")
                .param(patient.value())
                .update();
        String before = row(patient);
        try (PageClient browser = browser()) {
            browser.submit("/register", person(email));
            assertThat(links(mailed.letter(email, 1))).containsExactly("/sign-in", "/forgot");
            assertThat(row(patient)).isEqualTo(before);
        }
    }

    /** Who was booking when the password was wanted finds the time where the link was asked for, and by the link too. */
    @Test
    void aForgottenPasswordDoesNotLoseTheWay() {
        String booking = "/book?doctorId=1&officeId=2";
        String encoded = "/book?doctorId%3D1%26officeId%3D2";
        String signIn = "href=\"/sign-in?continue=%2Fbook%3FdoctorId%3D1%26officeId%3D2\"";
        String email = ClinicFixture.email("forgot");
        clinic.patient(email);
        try (PageClient visitor = browser()) {
            assertThat(visitor.get("/sign-in?continue=" + encoded).body())
                    .contains("href=\"/forgot?continue=" + encoded);
            assertThat(visitor.get("/forgot?continue=" + encoded).body())
                    .contains(signIn, "value=\"" + booking.replace("&", "&amp;"));
            String sent = location(visitor.submit("/forgot", Map.of("email", email, "continue", booking)));
            assertThat(sent).startsWith("/forgot/sent?continue=");
            assertThat(visitor.get(sent).body()).contains(signIn);
            String letter = mailed.letter(email, 1);
            String link = links(letter).getFirst();
            assertThat(visitor.get(link).body()).contains("value=\"" + booking.replace("&", "&amp;"));
            HttpResponse<String> done = visitor.submit(
                    link, Map.of("token", token(letter, "/reset"), "password", NEW_PASSWORD, "continue", booking));
            assertThat(location(done))
                    .isEqualTo(
                            "/sign-in?continue=" + encoded.replace("/", "%2F").replace("?", "%3F"));
            assertThat(visitor.get(link).body())
                    .as("the link works no more, the way goes on")
                    .contains("href=\"/forgot?continue=%2Fbook%3FdoctorId%3D1%26officeId%3D2\"");
            assertThat(visitor.get("/forgot?continue=//elsewhere.example").body())
                    .doesNotContain("elsewhere");
        }
    }

    /** Its links would not fit into a letter: so they lead to the start, and nobody waits behind it. */
    @Test
    void aWayThatIsTooLongIsLeftOut() {
        String email = ClinicFixture.email("way");
        clinic.patient(email);
        clinic.doctor(email);
        try (PageClient visitor = browser()) {
            visitor.submit("/forgot", Map.of("email", email, "continue", "/" + "%".repeat(999)));
            assertThat(links(mailed.letter(email, 1)))
                    .hasSize(2)
                    .allSatisfy(link -> assertThat(link).doesNotContain("continue"));
            visitor.submit("/forgot", Map.of("email", email, "continue", "/" + "%".repeat(199)));
            assertThat(links(mailed.letter(email, 2)))
                    .hasSize(2)
                    .allSatisfy(link -> assertThat(link).endsWith("%25".repeat(199)));
        }
    }

    @Test
    void aRequestThatCannotBeAnsweredHoldsUpNoOther() {
        String twice = ClinicFixture.email("twice");
        clinic.patient(twice);
        clinic.doctor(twice);
        String next = ClinicFixture.email("next");
        clinic.patient(next);
        for (String email : List.of(twice, next)) {
            jdbc.sql("INSERT INTO reset_request (email, language, continue_to, created_at) VALUES (?, 'en', ?, ?)")
                    .params(email, email.equals(twice) ? "%".repeat(1000) : "/book", UtcTime.toColumn(Instant.now()))
                    .update();
        }
        assertThat(links(mailed.letter(next, 1)).getFirst()).endsWith("&continue=%2Fbook");
        assertThat(jdbc.sql("SELECT COUNT(*) FROM reset_request WHERE email = ?")
                        .param(twice)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aForgottenPasswordIsReplacedOnceByLink() {
        String email = ClinicFixture.email("forgot");
        clinic.patient(email);
        try (PageClient browser = browser()) {
            assertThat(location(browser.submit("/forgot", Map.of("email", email.toUpperCase(java.util.Locale.ROOT)))))
                    .isEqualTo("/forgot/sent");
            String link = links(mailed.letter(email, 1)).getFirst();
            String token = token(mailed.letter(email, 1), "/reset");
            assertThat(browser.submit(link, Map.of("token", token, "password", "password"))
                            .body())
                    .contains("password-error");
            HttpResponse<String> done = browser.submit(link, Map.of("token", token, "password", NEW_PASSWORD));
            assertThat(location(done)).isEqualTo("/sign-in");
            assertThat(location(browser.get("/account")))
                    .as("nobody is signed in by it")
                    .startsWith("/sign-in");
            assertThat(canSignIn(email, NEW_PASSWORD)).isTrue();
            assertThat(canSignIn(email, ClinicFixture.PASSWORD)).isFalse();
            assertThat(mailed.letter(email, 2)).contains("was changed just now");

            // Again, with the form of the first time.
            assertThat(browser.get(link).statusCode()).isEqualTo(404);
            String csrf = browser.csrf("/forgot");
            HttpResponse<String> again =
                    browser.post("/reset", csrf, Map.of("token", token, "password", "another good password"));
            assertThat(again.statusCode()).isEqualTo(404);
            assertThat(canSignIn(email, NEW_PASSWORD)).isTrue();
        }
    }

    @Test
    void anUnknownAddressGetsNoLetter() {
        String unknown = ClinicFixture.email("nobody");
        String known = ClinicFixture.email("somebody");
        clinic.patient(known);
        try (PageClient browser = browser()) {
            browser.submit("/forgot", Map.of("email", unknown));
            browser.submit("/forgot", Map.of("email", known));
            // Requests are answered in their order.
            assertThat(links(mailed.letter(known, 1))).hasSize(1);
            assertThat(mailed.letters(unknown)).isEmpty();
        }
    }

    @Test
    void aNewLinkEndsTheOneBefore() {
        String email = ClinicFixture.email("again");
        clinic.patient(email);
        try (PageClient browser = browser()) {
            browser.submit("/forgot", Map.of("email", email));
            String first = links(mailed.letter(email, 1)).getFirst();
            browser.submit("/forgot", Map.of("email", email));
            String second = links(mailed.letter(email, 2)).getFirst();
            assertThat(browser.get(first).statusCode()).isEqualTo(404);
            assertThat(browser.get(second).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aLinkEndsAfterHalfAnHour() {
        String email = ClinicFixture.email("late");
        PatientId patient = clinic.patient(email);
        try (PageClient browser = browser()) {
            browser.submit("/forgot", Map.of("email", email));
            String link = links(mailed.letter(email, 1)).getFirst();
            assertThat(browser.get(link).statusCode()).isEqualTo(200);
            int moved = jdbc.sql("""
                            UPDATE one_time_link SET expires_at = TIMESTAMPADD(MINUTE, -30, expires_at)
                            WHERE subject_kind = 1 AND subject_id = ?""").param(patient.value()).update();
            assertThat(moved).isEqualTo(1);
            assertThat(browser.get(link).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void onePersonWithTwoRolesGetsOneLetterWithALinkForEach() {
        String email = ClinicFixture.email("both");
        clinic.patient(email);
        clinic.doctor(email);
        try (PageClient browser = browser()) {
            browser.submit("/forgot", Map.of("email", email));
            assertThat(links(mailed.letter(email, 1))).hasSize(2).allMatch(link -> link.startsWith("/reset?token="));
        }
    }

    @Test
    void linksComeFromTheSettingAndNotFromTheRequest() {
        String email = ClinicFixture.email("poisoned");
        clinic.patient(email);
        try (PageClient browser = browser()) {
            String csrf = browser.csrf("/forgot");
            browser.post(
                    "/forgot",
                    csrf,
                    Map.of("email", email),
                    "Host",
                    "evil.example",
                    "X-Forwarded-Host",
                    "evil.example",
                    "Forwarded",
                    "host=evil.example");
            String letter = mailed.letter(email, 1);
            assertThat(letter).doesNotContain("evil").contains(MailedClinic.PUBLIC_URL + "/reset?token=");
        }
    }

    @Test
    void lettersAreInTheLanguageOfTheRequest() {
        String email = ClinicFixture.email("hola");
        clinic.patient(email);
        try (PageClient browser = browser()) {
            browser.submit("/forgot", Map.of("email", email), "Accept-Language", "es-MX");
            assertThat(mailed.letter(email, 1)).contains("pidió otra contraseña");
        }
    }

    @Test
    void anInvitedDoctorChoosesThePasswordOnce() {
        String admin = clinic.admin();
        String email = ClinicFixture.email("invited");
        ApiClient api = new ApiClient(mailed.program(), mailed.url());
        DoctorId doctor = clinic.doctor(email);
        jdbc.sql("UPDATE doctor SET password = NULL WHERE id = ?")
                .param(doctor.value())
                .update();
        PatientId sameAddress = clinic.patient(email);
        String before = row(sameAddress);

        String answer = ApiClient.body(api.post("/doctors/" + doctor + "/invitation", api.token(admin), Map.of()));
        assertThat(answer).contains("\"sentTo\":\"" + email + "\"").contains("\"link\":null");
        String link = links(mailed.letter(email, 1)).getFirst();
        String token = token(mailed.letter(email, 1), "/invited");
        try (PageClient browser = browser()) {
            assertThat(browser.submit(link, Map.of("token", token, "password", "elevenchars"))
                            .body())
                    .contains("Use at least 12 characters.");
            assertThat(location(browser.submit(link, Map.of("token", token, "password", NEW_PASSWORD))))
                    .isEqualTo("/sign-in");
            assertThat(status(Map.of("email", email, "password", NEW_PASSWORD, "role", "doctor")))
                    .isEqualTo(200);
            assertThat(browser.get(link).statusCode()).isEqualTo(404);
        }
        assertThat(row(sameAddress))
                .as("the patient with the address is as before")
                .isEqualTo(before);
        ApiClient.problem(
                api.post("/doctors/" + doctor + "/invitation", api.token(admin), Map.of()), 409, "already-active");
    }

    /** As a link of cal.com did: an account that came to be meanwhile is not taken over. */
    @Test
    void anInvitationDoesNotTouchAnAccountThatHasAPasswordByNow() {
        String admin = clinic.admin();
        String email = ClinicFixture.email("meanwhile");
        ApiClient api = new ApiClient(mailed.program(), mailed.url());
        DoctorId doctor = clinic.doctor(email);
        String hash = jdbc.sql("SELECT password FROM doctor WHERE id = ?")
                .param(doctor.value())
                .query(String.class)
                .single();
        jdbc.sql("UPDATE doctor SET password = NULL WHERE id = ?")
                .param(doctor.value())
                .update();
        api.post("/doctors/" + doctor + "/invitation", api.token(admin), Map.of());
        String token = token(mailed.letter(email, 1), "/invited");
        try (PageClient browser = browser()) {
            String csrf = browser.csrf("/invited?token=" + token);
            jdbc.sql("UPDATE doctor SET password = ? WHERE id = ?")
                    .params(hash, doctor.value())
                    .update();
            assertThat(browser.post("/invited", csrf, Map.of("token", token, "password", NEW_PASSWORD))
                            .statusCode())
                    .isEqualTo(404);
        }
        assertThat(canSignIn(email, ClinicFixture.PASSWORD)).isTrue();
        assertThat(canSignIn(email, NEW_PASSWORD)).isFalse();
    }

    @Test
    void aNewAddressCountsOnceItIsConfirmedAndTheOldOneIsTold() {
        String old = ClinicFixture.email("old");
        String fresh = ClinicFixture.email("fresh");
        clinic.patient(old);
        try (PageClient browser = browser()) {
            signIn(browser, old);
            assertThat(browser.submit("/account/email", Map.of("email", fresh, "current", "wrong"))
                            .body())
                    .contains("current-error");
            assertThat(location(browser.submit(
                            "/account/email", Map.of("email", fresh, "current", ClinicFixture.PASSWORD))))
                    .isEqualTo("/account");
            String link = links(mailed.letter(fresh, 1)).getFirst();
            String token = token(mailed.letter(fresh, 1), "/account/email/confirm");
            assertThat(browser.get(link).body()).contains(fresh);
            assertThat(canSignIn(fresh, ClinicFixture.PASSWORD)).isFalse();
            assertThat(browser.submit(link, Map.of("token", token)).statusCode())
                    .isEqualTo(302);
            assertThat(canSignIn(fresh, ClinicFixture.PASSWORD)).isTrue();
            assertThat(canSignIn(old, ClinicFixture.PASSWORD)).isFalse();
            assertThat(mailed.letter(old, 1)).contains("another e-mail");
            assertThat(browser.get(link).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void theAddressOfSomebodyElseIsNeitherTakenNorTold() {
        String mine = ClinicFixture.email("mine");
        String theirs = ClinicFixture.email("theirs");
        clinic.patient(mine);
        PatientId other = clinic.patient(theirs);
        String before = row(other);
        try (PageClient browser = browser()) {
            signIn(browser, mine);
            assertThat(location(browser.submit(
                            "/account/email", Map.of("email", theirs, "current", ClinicFixture.PASSWORD))))
                    .isEqualTo("/account");
            assertThat(links(mailed.letter(theirs, 1))).isEmpty();
            assertThat(row(other)).isEqualTo(before);
        }
    }

    @Test
    void thePasswordIsChangedWithTheCurrentOneAndTheOwnerIsTold() {
        String email = ClinicFixture.email("change");
        clinic.patient(email);
        try (PageClient browser = browser()) {
            signIn(browser, email);
            assertThat(browser.submit("/account/password", Map.of("current", "wrong", "password", NEW_PASSWORD))
                            .body())
                    .contains("current-error");
            assertThat(canSignIn(email, NEW_PASSWORD)).isFalse();
            browser.submit("/account/password", Map.of("current", ClinicFixture.PASSWORD, "password", NEW_PASSWORD));
            assertThat(canSignIn(email, NEW_PASSWORD)).isTrue();
            assertThat(mailed.letter(email, 1)).contains("was changed just now");
        }
    }

    @Test
    void theApiRegistersByMailTooAndTellsNothing() {
        ApiClient api = new ApiClient(mailed.program(), mailed.url());
        String known = ClinicFixture.email("k");
        String unknown = ClinicFixture.email("u");
        clinic.patient(known);
        String first = register(api, known);
        assertThat(register(api, unknown)).isEqualTo(first).doesNotContain("\"id\"");
        assertThat(links(mailed.letter(known, 1))).containsExactly("/sign-in", "/forgot");
        assertThat(token(mailed.letter(unknown, 1), "/register/confirm")).isNotEmpty();
    }

    @Test
    void theSameApiRequestTwiceSendsOneLetter() {
        ApiClient api = new ApiClient(mailed.program(), mailed.url());
        String email = ClinicFixture.email("once");
        String key = UUID.randomUUID().toString();
        Map<String, String> body = Map.of("name", "N", "email", email, "password", NEW_PASSWORD);
        api.post("/patients", null, body, null, key).expectStatus().isAccepted();
        mailed.letter(email, 1);
        api.post("/patients", null, body, null, key).expectStatus().isAccepted();
        String last = ClinicFixture.email("last");
        api.post("/patients", null, Map.of("name", "N", "email", last, "password", NEW_PASSWORD));
        mailed.letter(last, 1);
        assertThat(mailed.letters(email)).hasSize(1);
    }

    @Test
    void aPatientCannotChangeTheEmailAroundThePassword() {
        ApiClient api = new ApiClient(mailed.program(), mailed.url());
        String email = ClinicFixture.email("around");
        PatientId patient = clinic.patient(email);
        Map<String, String> change = Map.of("name", "Pat Patient", "email", ClinicFixture.email("thief"));
        ApiClient.invalid(api.put("/patients/" + patient, api.token(email), change, null), "email");
        assertThat(canSignIn(email, ClinicFixture.PASSWORD)).isTrue();
    }

    @Test
    void whenAnAdminChangesAnAddressTheOldOneIsToldAndItsLinksEnd() {
        ApiClient api = new ApiClient(mailed.program(), mailed.url());
        String email = ClinicFixture.email("before");
        PatientId patient = clinic.patient(email);
        try (PageClient browser = browser()) {
            browser.submit("/forgot", Map.of("email", email));
            String link = links(mailed.letter(email, 1)).getFirst();
            api.put(
                            "/patients/" + patient,
                            api.token(clinic.admin()),
                            Map.of("name", "Pat Patient", "email", ClinicFixture.email("after")),
                            null)
                    .expectStatus()
                    .isOk();
            assertThat(mailed.letter(email, 2)).contains("another e-mail");
            assertThat(browser.get(link).statusCode()).isEqualTo(404);
        }
    }

    private static String register(ApiClient api, String email) {
        var answer = api.post("/patients", null, Map.of("name", "N", "email", email, "password", NEW_PASSWORD));
        answer.expectStatus().isAccepted();
        return ApiClient.body(answer);
    }

    private PageClient browser() {
        return new PageClient(mailed.url());
    }

    private static void signIn(PageClient browser, String email) {
        HttpResponse<String> answer =
                browser.submit("/sign-in", Map.of("email", email, "password", ClinicFixture.PASSWORD));
        assertThat(location(answer)).isEqualTo("/");
    }

    private static Map<String, String> person(String email) {
        return new HashMap<>(
                Map.of("name", "Noor Haddad", "email", email, "password", NEW_PASSWORD, "dateOfBirth", "1991-04-12"));
    }

    private static Map<String, String> confirmation(String link, String password) {
        return Map.of("token", link.replaceAll(".*token=", ""), "password", password);
    }

    private boolean canSignIn(String email, String password) {
        return status(Map.of("email", email, "password", password)) == 200;
    }

    private int status(Map<String, String> credentials) {
        return new ApiClient(mailed.program(), mailed.url())
                .post("/auth/token", null, credentials)
                .returnResult(String.class)
                .getStatus()
                .value();
    }

    private long patients(String email) {
        return jdbc.sql("SELECT COUNT(*) FROM patient WHERE email = ?")
                .param(email)
                .query(Long.class)
                .single();
    }

    private String row(PatientId patient) {
        List<Map<String, Object>> rows = jdbc.sql("SELECT * FROM patient WHERE id = ?")
                .param(patient.value())
                .query()
                .listOfRows();
        return rows.toString();
    }
}
