package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.accounts.Authenticator;
import dev.outpatient.accounts.FactorSettings;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.PatientId;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What follows the password: until all is proven nobody is signed in, and nothing but a proof changes who is. */
@OnEachKindOfEngine
class SignInStepsTest {

    private static final String PASSWORD = ClinicFixture.PASSWORD;

    private final Engine engine;
    private final ClinicFixture clinic;
    private final FormClient browser;

    private String email = "";
    private PatientId patient = new PatientId(0);

    SignInStepsTest(Engine engine) {
        this.engine = engine;
        this.clinic = new ClinicFixture(engine.program());
        this.browser = new FormClient(engine.url());
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @BeforeEach
    void somebody() {
        email = ClinicFixture.email("steps");
        patient = clinic.patient(email);
    }

    @Test
    void aPasswordAloneReachesNothingWhereThereIsASecondFactor() {
        Authenticator phone = Authenticator.of(engine, Actor.of(patient));
        assertThat(browser.signIn(email, PASSWORD)).isEqualTo("/sign-in/next");
        assertThat(browser.me()).isEmpty();
        assertThat(FormClient.where(browser.get("/appointments"))).startsWith("/sign-in");
        assertThat(FormClient.where(browser.get("/account/security"))).startsWith("/sign-in");
        assertThat(browser.get("/").body()).doesNotContain("/sign-out");

        String before = browser.session();
        assertThat(FormClient.where(browser.get("/sign-in/next"))).isEqualTo("/sign-in/code");
        assertThat(browser.get("/sign-in/code").body()).contains("Pat Patient");
        assertThat(code(phone.code(now()))).isEqualTo("/");
        assertThat(browser.me()).hasValueSatisfying(me -> assertThat(me).contains(email));
        assertThat(browser.session()).isNotEqualTo(before);
        browser.get("/appointments");
        assertThat(code(phone.code(now().plusSeconds(30)))).startsWith("/sign-in?again");
    }

    @Test
    void afterFiveWrongCodesThePasswordIsAskedForAgain() {
        Authenticator phone = Authenticator.of(engine, Actor.of(patient));
        browser.signIn(email, PASSWORD);
        browser.get("/sign-in/code");
        for (int i = 1; i <= 4; i++) {
            assertThat(code("no code")).isEqualTo("/sign-in/code?error");
        }
        assertThat(code("no code")).isEqualTo("/sign-in?again");
        assertThat(code(phone.code(now()))).isEqualTo("/sign-in?again");
        assertThat(browser.me()).isEmpty();
        browser.signIn(email, PASSWORD);
        browser.get("/sign-in/code");
        assertThat(code(phone.code(now()))).isEqualTo("/");
    }

    @Test
    void theCodeOfSomebodyElseDoesNotDo() {
        Authenticator.of(engine, Actor.of(patient));
        Authenticator others = Authenticator.of(engine, Actor.of(clinic.patient(ClinicFixture.email("other"))));
        browser.signIn(email, PASSWORD);
        browser.get("/sign-in/code");
        assertThat(code(others.code(now()))).isEqualTo("/sign-in/code?error");
        assertThat(browser.me()).isEmpty();
    }

    /** Whoever learned a password adds no factor of their own to get past the one that there is. */
    @Test
    void whoHasAFactorCantSetUpAnotherBeforeSigningIn() {
        Authenticator.of(engine, Actor.of(patient));
        browser.signIn(email, PASSWORD);
        browser.get("/sign-in/code");
        for (String path : List.of("/sign-in/set-up/app", "/sign-in/set-up/app/code", "/sign-in/set-up/passkeys")) {
            assertThat(FormClient.where(browser.post(path, Map.of("code", "123456"))))
                    .isEqualTo("/sign-in?again");
        }
        assertThat(browser.post("/sign-in/set-up/passkeys/question", Map.of()).statusCode())
                .isEqualTo(401);
        assertThat(browser.me()).isEmpty();
    }

    @Test
    void oneEmailInTwoRolesIsAskedAsWhom() {
        clinic.doctor(email, clinic.office(ClinicFixture.BOSTON));
        assertThat(browser.signIn(email, PASSWORD)).isEqualTo("/sign-in/next");
        assertThat(browser.me()).isEmpty();
        assertThat(browser.get("/sign-in/role").body())
                .contains("PATIENT", "Pat Patient", "DOCTOR", "Ada Doctor")
                .doesNotContain("ADMIN");
        assertThat(role("ADMIN")).isEqualTo("/sign-in?again");
        assertThat(browser.me()).isEmpty();
        assertThat(role("DOCTOR")).isEqualTo("/day");
        assertThat(browser.me()).hasValueSatisfying(me -> assertThat(me).contains("\"role\":\"doctor\""));
    }

    @Test
    void whereOnlyOneAccountHasThePasswordNobodyIsAsked() {
        browser.get("/sign-in");
        assertThat(browser.signIn(email, PASSWORD)).isEqualTo("/");
        assertThat(browser.me()).hasValueSatisfying(me -> assertThat(me).contains("\"role\":\"patient\""));
        assertThat(browser.get("/").body()).doesNotContain("/account/switch");
    }

    @Test
    void theChosenRoleStillAsksForItsFactor() {
        DoctorId doctor = clinic.doctor(email, clinic.office(ClinicFixture.BOSTON));
        Authenticator phone = Authenticator.of(engine, Actor.of(doctor));
        browser.signIn(email, PASSWORD);
        browser.get("/sign-in/role");
        assertThat(role("DOCTOR")).isEqualTo("/sign-in/code");
        assertThat(browser.me()).isEmpty();
        browser.get("/sign-in/code");
        assertThat(code(phone.code(now()))).isEqualTo("/day");
    }

    @Test
    void anotherRoleTakesTheSameProofAndTheOldSessionEnds() {
        DoctorId doctor = clinic.doctor(email, clinic.office(ClinicFixture.BOSTON));
        browser.signIn(email, PASSWORD);
        browser.get("/sign-in/role");
        role("PATIENT");
        assertThat(browser.get("/").body()).contains("/account/switch");
        FormClient thief = new FormClient(engine.url());
        thief.takeCookies(browser);
        assertThat(thief.me()).isEqualTo(browser.me());

        browser.get("/account/switch");
        assertThat(browser.post("/account/switch", Map.of("password", "wrong")).statusCode())
                .isEqualTo(200);
        assertThat(role("DOCTOR")).isEqualTo("/sign-in?again");
        assertThat(browser.me()).hasValueSatisfying(me -> assertThat(me).contains("\"role\":\"patient\""));

        assertThat(FormClient.where(browser.post("/account/switch", Map.of("password", PASSWORD))))
                .isEqualTo("/day");
        assertThat(browser.me())
                .hasValueSatisfying(me -> assertThat(me).contains("\"role\":\"doctor\"", "\"id\":" + doctor.value()));
        assertThat(thief.me()).isEmpty();
        thief.close();
    }

    @Test
    void switchingAsksForTheFactorOfTheOtherRole() {
        DoctorId doctor = clinic.doctor(email, clinic.office(ClinicFixture.BOSTON));
        Authenticator phone = Authenticator.of(engine, Actor.of(doctor));
        browser.signIn(email, PASSWORD);
        browser.get("/sign-in/role");
        role("PATIENT");
        browser.get("/account/switch");
        assertThat(FormClient.where(browser.post("/account/switch", Map.of("password", PASSWORD))))
                .isEqualTo("/sign-in/code");
        assertThat(browser.me()).hasValueSatisfying(me -> assertThat(me).contains("\"role\":\"patient\""));
        browser.get("/sign-in/code");
        assertThat(code(phone.code(now()))).isEqualTo("/day");
    }

    /** Once a program changed the session to whatever e-mail a request named (CVE-2026-23478). */
    @Test
    void noRequestChangesWhoTheSessionIs() {
        String other = ClinicFixture.email("victim");
        DoctorId doctor = clinic.doctor(other, clinic.office(ClinicFixture.BOSTON));
        browser.signIn(email, PASSWORD);
        String me = browser.me().orElseThrow();
        browser.get("/account/security");
        Map<String, String> claims = Map.ofEntries(
                Map.entry("email", other),
                Map.entry("id", Long.toString(doctor.value())),
                Map.entry("userId", Long.toString(doctor.value())),
                Map.entry("role", "DOCTOR"),
                Map.entry("actor", "doctor:" + doctor.value()),
                Map.entry("actor.role", "DOCTOR"),
                Map.entry("actor.id", Long.toString(doctor.value())),
                Map.entry("username", other),
                Map.entry("name", "Ada Doctor"),
                Map.entry("principal", other));
        int asked = 0;
        var endpoints = engine.program().getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        for (var endpoint : endpoints.getHandlerMethods().keySet()) {
            boolean changes = endpoint.getMethodsCondition().getMethods().contains(RequestMethod.POST);
            for (String path : endpoint.getPatternValues()) {
                if (changes) {
                    browser.post(path.replaceAll("\\{[^}]+}", Long.toString(doctor.value())), claims);
                    assertThat(browser.me()).as(path).hasValue(me);
                    asked++;
                }
            }
        }
        assertThat(asked).isGreaterThan(40);
    }

    @Test
    void removingAFactorAsksForThePasswordAgain() {
        Authenticator phone = Authenticator.of(engine, Actor.of(patient));
        browser.signIn(email, PASSWORD);
        browser.get("/sign-in/code");
        code(phone.code(now()));
        browser.get("/account/security");
        for (String path : List.of("/account/security/app/remove", "/account/security/codes")) {
            browser.post(path, Map.of("password", "wrong"));
            assertThat(browser.get("/account/security").body()).contains("The password is not right");
        }
        assertThat(browser.post("/account/security/passkeys/question", Map.of("password", "wrong"))
                        .statusCode())
                .isEqualTo(401);
        HttpResponse<String> codes = browser.post("/account/security/codes", Map.of("password", PASSWORD));
        assertThat(codes.body()).containsPattern("([a-z2-7]{4}-){5}[a-z2-7]{4}");
        assertThat(codes.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        browser.post("/account/security/app/remove", Map.of("password", PASSWORD));
        try (FormClient next = new FormClient(engine.url())) {
            assertThat(next.signIn(email, PASSWORD)).isEqualTo("/");
        }
    }

    @Test
    void anotherPersonsPasskeyCantBeRemovedNorSeen() {
        browser.signIn(email, PASSWORD);
        browser.get("/account/security");
        assertThat(browser.post(
                                "/account/security/passkeys/remove",
                                Map.of("id", "bm9uZSBvZiBtaW5l", "password", PASSWORD))
                        .statusCode())
                .isEqualTo(404);
    }

    /** The password has to be typed again, and the e-mail is nowhere but in the field. */
    @Test
    void aRefusedSignInKeepsTheEmail() {
        String known = refused(email);
        assertThat(known)
                .contains(
                        "value=\"" + email + "\"",
                        "name=\"continue\" value=\"/appointments\"",
                        "id=\"sign-in-failed\"",
                        "autofocus=\"autofocus\"",
                        "aria-describedby=\"sign-in-failed\"")
                .containsPattern("/css/outpatient-[0-9a-f]{32}\\.css")
                .doesNotContain("not the password");
        String nobody = ClinicFixture.email("steps");
        assertThat(withoutToken(refused(nobody).replace(nobody, email))).isEqualTo(withoutToken(known));
        assertThat(browser.session()).isEmpty();
        assertThat(browser.get("/sign-in?error&email=" + email).body()).doesNotContain(email);
    }

    /** Spring Security would ask a second time, for its manager above ours, had it one. */
    @Test
    void aWrongPasswordIsLookedAtOnce() {
        assertThat(browser.signIn(email, "wrong")).isEqualTo("no redirect");
        assertThat(new Trail(engine).of(Actor.of(patient)))
                .filteredOn(line -> line.equals("warning Sign-in refused"))
                .hasSize(1);
    }

    @Test
    void aNewDeviceIsTold() {
        Trail trail = new Trail(engine);
        browser.signIn(email, PASSWORD);
        browser.signIn(email, PASSWORD);
        assertThat(trail.of(Actor.of(patient))).noneMatch(line -> line.contains("new device"));
        try (FormClient other = new FormClient(engine.url())) {
            other.signIn(email, PASSWORD);
        }
        assertThat(trail.of(Actor.of(patient))).contains("warning Signed in on a new device");
    }

    @Test
    void thePictureOfASecretIsKeptByNobody() {
        engine.bean(FactorSettings.class).beginApp(Actor.of(patient));
        browser.signIn(email, PASSWORD);
        browser.get("/account/security");
        HttpResponse<String> picture = browser.get("/account/security/app/qr");
        assertThat(picture.headers().firstValue("Content-Type").orElse("")).startsWith("image/svg+xml");
        assertThat(picture.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(picture.body()).startsWith("<svg");
    }

    private Instant now() {
        return engine.bean(Clock.class).instant();
    }

    private String code(String code) {
        return FormClient.where(browser.post("/sign-in/code", Map.of("code", code)));
    }

    private String role(String role) {
        return FormClient.where(browser.post("/sign-in/role", Map.of("role", role)));
    }

    private String refused(String who) {
        browser.get("/sign-in");
        HttpResponse<String> answer = browser.post(
                "/sign-in", Map.of("email", who, "password", "not the password", "continue", "/appointments"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().map().toString()).doesNotContain(who);
        return answer.body();
    }

    private static String withoutToken(String page) {
        return page.replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "");
    }
}
