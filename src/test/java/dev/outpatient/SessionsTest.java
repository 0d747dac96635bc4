package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.accounts.AccountChanges;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.PatientId;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** How browsers stay signed in, and how that ends, on each engine. */
@OnEachKindOfEngine
class SessionsTest {

    private static final String AGENT =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36";
    private static final Map<Engine, MovedProgram> programs = new EnumMap<>(Engine.class);

    private final MovedProgram program;
    private final ClinicFixture clinic;
    private final String email = ClinicFixture.email("patient");
    private final PatientId patient;

    SessionsTest(Engine engine) {
        this.program = programs.computeIfAbsent(engine, MovedProgram::start);
        this.clinic = new ClinicFixture(program.context());
        this.patient = clinic.patient(email);
    }

    @AfterAll
    static void stop() {
        programs.values().forEach(MovedProgram::close);
        programs.clear();
    }

    /** An attacker has put a session of their own into the browser of somebody who then signs in. */
    @Test
    void signingInLeavesTheSessionThatWasThere() {
        Browsing attacker = program.browser().signedIn(email);
        String planted = attacker.cookies().get("SESSION");
        String victim = ClinicFixture.email("victim");
        clinic.patient(victim);
        attacker.get("/appointments");
        HttpResponse<String> answer = attacker.post("/sign-in", "email", victim, "password", ClinicFixture.PASSWORD);
        assertThat(answer.headers().firstValue("Location").orElse("")).doesNotContain("/sign-in");
        assertThat(attacker.get("/api/v1/me").body()).contains(victim);
        assertThat(attacker.cookies().get("SESSION")).isNotNull().isNotEqualTo(planted);

        Browsing old = program.browser();
        old.cookies().put("SESSION", String.valueOf(planted));
        assertThat(old.isSignedIn()).isFalse();
    }

    @Test
    void aPatientWhoDoesNothingIsSignedOutAfterAnHour() {
        Browsing browser = program.browser().signedIn(email);
        program.move(Duration.ofMinutes(59));
        assertThat(browser.isSignedIn()).isTrue();
        program.move(Duration.ofMinutes(59));
        assertThat(browser.isSignedIn()).isTrue();
        program.move(Duration.ofMinutes(61));
        assertThat(browser.isSignedIn()).isFalse();
    }

    @Test
    void staffWhoDoNothingAreSignedOutAfterAQuarterOfAnHour() {
        String staff = ClinicFixture.email("doctor");
        clinic.doctor(staff);
        for (String who : List.of(staff, clinic.admin())) {
            Browsing browser = program.browser().signedIn(who);
            program.move(Duration.ofMinutes(14));
            assertThat(browser.isSignedIn()).isTrue();
            program.move(Duration.ofMinutes(16));
            HttpResponse<String> answer = browser.get("/account/sessions");
            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(answer.headers().firstValue("Location"))
                    .hasValue("/sign-in?ended&continue=%2Faccount%2Fsessions");
        }
    }

    @Test
    void nobodyStaysSignedInForever() {
        String admin = clinic.admin();
        Browsing staff = program.browser().signedIn(admin);
        Browsing patients = program.browser().signedIn(email);
        for (int minutes = 10; minutes < 12 * 60; minutes += 10) {
            program.move(Duration.ofMinutes(10));
            assertThat(staff.isSignedIn()).as(minutes + " minutes").isTrue();
            if (minutes % 50 == 0) {
                assertThat(patients.isSignedIn()).isTrue();
            }
        }
        program.move(Duration.ofMinutes(10));
        assertThat(staff.isSignedIn()).isFalse();
        assertThat(patients.isSignedIn()).isTrue();
        for (int hours = 12; hours < 24; hours++) {
            program.move(Duration.ofMinutes(50));
            patients.isSignedIn();
        }
        program.move(Duration.ofMinutes(59));
        assertThat(patients.isSignedIn()).isTrue();
        program.move(Duration.ofMinutes(59));
        program.move(Duration.ofMinutes(2));
        assertThat(patients.isSignedIn()).isFalse();
    }

    @Test
    void beingSeenAgainIsWrittenDownOnlyNowAndThen() {
        Browsing browser = program.browser().signedIn(email);
        browser.get("/account/sessions");
        program.statements();
        browser.get("/account/sessions");
        browser.get("/account/sessions");
        assertThat(program.statements())
                .filteredOn(sql -> !sql.startsWith("SELECT"))
                .isEmpty();
        program.move(Duration.ofSeconds(31));
        browser.get("/account/sessions");
        assertThat(program.statements())
                .filteredOn(sql -> !sql.startsWith("SELECT"))
                .singleElement()
                .asString()
                .startsWith("UPDATE SPRING_SESSION SET");
    }

    @Test
    void aPageCostsFewStatementsAndASessionTwoAtMost() {
        Browsing browser = program.browser().signedIn(email);
        for (String page : List.of("/", "/appointments", "/account/sessions", "/doctors", "/book")) {
            browser.get(page);
            program.move(Duration.ofSeconds(31));
            program.statements();
            browser.get(page);
            List<String> statements = program.statements();
            System.out.println(page + ": " + statements.size() + " statements");
            assertThat(statements).as(page).hasSizeLessThanOrEqualTo(12);
            if (!page.equals("/account/sessions")) {
                assertThat(statements)
                        .as(page)
                        .filteredOn(sql -> sql.contains("SPRING_SESSION"))
                        .hasSizeLessThanOrEqualTo(2);
            }
        }
    }

    @Test
    void visitorsCostNoSession() {
        long before = sessions();
        Browsing visitor = program.browser();
        for (String page : List.of("/", "/doctors", "/offices", "/sign-in", "/register", "/book")) {
            visitor.get(page);
        }
        visitor.signIn(email, "wrong");
        assertThat(visitor.cookies()).doesNotContainKey("SESSION").containsKey("CSRF");
        assertThat(sessions()).isEqualTo(before);
        program.statements();
        visitor.get("/sign-in");
        assertThat(program.statements()).isEmpty();
    }

    @Test
    void cookiesAreBoundToTheHostAndToTls() {
        Browsing plain = program.browser();
        plain.get("/?lang=es");
        plain.signedIn(email);
        for (String name : List.of("SESSION", "CSRF", "device", "lang")) {
            assertThat(plain.setCookie(name))
                    .as(name)
                    .contains("Path=/", "HttpOnly")
                    .doesNotContain("Secure", "Domain");
        }
        Browsing secure = program.browser().with("X-Forwarded-Proto", "https");
        secure.get("/?lang=es");
        secure.signedIn(email);
        assertThat(secure.cookies().keySet()).allMatch(name -> name.startsWith("__Host-"));
        for (String name : List.of("SESSION", "CSRF", "device", "lang")) {
            assertThat(secure.setCookie("__Host-" + name))
                    .as(name)
                    .contains("Path=/", "HttpOnly", "Secure")
                    .containsPattern("SameSite=(Lax|Strict)")
                    .doesNotContain("Domain");
        }
    }

    @Test
    void eachSeesTheOwnSessionsAndEndsThem() {
        Browsing here =
                program.browser().with("User-Agent", AGENT).from("203.0.113.5").signedIn(email);
        Browsing there = program.browser().signedIn(email);
        String list = here.get("/api/v1/me/sessions").body();
        assertThat(list)
                .contains("\"device\":\"Chrome on Windows\"", "\"address\":\"203.0.113.5\"", "\"current\":true")
                .doesNotContain(here.cookies().get("SESSION"));
        String other = there.get("/api/v1/me/sessions").body().replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1");

        String stranger = ClinicFixture.email("stranger");
        clinic.patient(stranger);
        Browsing strange = program.browser().signedIn(stranger);
        strange.get("/account/sessions");
        assertThat(strange.post("/account/sessions/" + other + "/end").statusCode())
                .isEqualTo(404);
        assertThat(there.isSignedIn()).isTrue();

        assertThat(here.get("/account/sessions").body()).contains("Chrome on Windows", "This browser", other);
        assertThat(here.post("/account/sessions/" + other + "/end").statusCode())
                .isEqualTo(302);
        assertThat(there.isSignedIn()).isFalse();
        assertThat(here.isSignedIn()).isTrue();
        assertThat(here.post("/account/sessions/" + other + "/end").statusCode())
                .isEqualTo(404);
    }

    @Test
    void oneSignsOutEverywhereElse() {
        Browsing here = program.browser().signedIn(email);
        Browsing there = program.browser().signedIn(email);
        Browsing elsewhere = program.browser().signedIn(email);
        here.get("/account/sessions");
        here.post("/account/sessions/end-others");
        assertThat(here.isSignedIn()).isTrue();
        assertThat(there.isSignedIn()).isFalse();
        assertThat(elsewhere.isSignedIn()).isFalse();
    }

    @Test
    void aChangedSecretEndsEverySession() {
        Browsing here = program.browser().signedIn(email);
        String doctor = ClinicFixture.email("doctor");
        clinic.doctor(doctor);
        Browsing another = program.browser().signedIn(doctor);
        program.bean(TransactionTemplate.class)
                .executeWithoutResult(
                        status -> program.bean(AccountChanges.class).secretChanged(Actor.of(patient)));
        assertThat(here.isSignedIn()).isFalse();
        assertThat(another.isSignedIn()).isTrue();
    }

    /** As after an upgrade, or after somebody wrote into the table. */
    @Test
    void aSessionThatCantBeReadIsNone() throws IOException {
        for (byte[] bytes : List.of(new byte[] {1, 2, 3}, serialized(new File("/etc/passwd")))) {
            Browsing browser = program.browser().signedIn(email);
            program.jdbc().sql("""
                            UPDATE SPRING_SESSION_ATTRIBUTES SET ATTRIBUTE_BYTES = ? WHERE ATTRIBUTE_NAME = 'outpatient.start'
                            AND SESSION_PRIMARY_ID IN (SELECT PRIMARY_ID FROM SPRING_SESSION WHERE PRINCIPAL_NAME = ?)""").params(bytes, "patient:" + patient.value()).update();
            assertThat(browser.get("/").statusCode()).isEqualTo(200);
            assertThat(browser.get("/appointments")
                            .headers()
                            .firstValue("Location")
                            .orElse(""))
                    .startsWith("/sign-in");
            assertThat(browser.signedIn(email).isSignedIn()).isTrue();
        }
    }

    /** The form of an ended session leads to sign-in and back to its page, and never to another site. */
    @Test
    void aFormThatCameTooLateComesBack() {
        Browsing browser = program.browser().signedIn(email);
        browser.get("/account/sessions");
        program.move(Duration.ofMinutes(61));
        browser.with("Referer", program.url() + "/book?doctorId=1");
        assertThat(browser.post("/account/sessions/end-others").headers().firstValue("Location"))
                .hasValue("/sign-in?ended&continue=%2Fbook%3FdoctorId%3D1");
        browser.with("Referer", "https://evil.example/book");
        assertThat(browser.post("/account/sessions/end-others").headers().firstValue("Location"))
                .hasValue("/sign-in?ended");
    }

    private long sessions() {
        return program.jdbc()
                .sql("SELECT COUNT(*) FROM SPRING_SESSION")
                .query(Long.class)
                .single();
    }

    private static byte[] serialized(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }
}
