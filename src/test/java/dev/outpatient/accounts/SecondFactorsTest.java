package dev.outpatient.accounts;

import static dev.outpatient.ApiClient.body;
import static dev.outpatient.ApiClient.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outpatient.ApiClient;
import dev.outpatient.ClinicFixture;
import dev.outpatient.Engine;
import dev.outpatient.OnEachEngine;
import dev.outpatient.Trail;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Codes of an authenticator app and recovery codes: each works once, near its time, for its person. */
@OnEachEngine
class SecondFactorsTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:10Z");
    private static final Duration STEP = Duration.ofSeconds(30);

    private final Engine engine;
    private final ClinicFixture clinic;
    private final ApiClient api;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    private String email = "";
    private Actor patient = Actor.OPERATOR;
    private String secret = "";

    SecondFactorsTest(Engine engine) {
        this.engine = engine;
        this.clinic = new ClinicFixture(engine.program());
        this.api = new ApiClient(engine);
        this.jdbc = engine.bean(JdbcClient.class);
        this.transaction = new TransactionTemplate(engine.bean(PlatformTransactionManager.class));
    }

    @BeforeEach
    void somebodyWithAnApp() {
        email = ClinicFixture.email("factor");
        patient = Actor.of(clinic.patient(email));
        secret = inTransaction(() -> {
            String begun = at(NOON.minus(Duration.ofHours(1))).beginApp(patient);
            at(NOON.minus(Duration.ofHours(1)))
                    .confirmApp(patient, OneTimeCodes.code(begun, NOON.minus(Duration.ofHours(1))));
            return begun;
        });
    }

    @Test
    void theCodesAreThoseOfTheStandard() {
        // RFC 6238, appendix B, for SHA-1: the last six of its eight digits.
        String secret = new org.apache.commons.codec.binary.Base32()
                .encodeToString("12345678901234567890".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(OneTimeCodes.code(secret, Instant.ofEpochSecond(59))).isEqualTo("287082");
        assertThat(OneTimeCodes.code(secret, Instant.ofEpochSecond(1111111109))).isEqualTo("081804");
        assertThat(OneTimeCodes.code(secret, Instant.ofEpochSecond(20000000000L)))
                .isEqualTo("353130");
    }

    @Test
    void aClockThirtySecondsOffIsFineASecondStepIsNot() {
        assertThat(use(NOON, code(NOON.minus(STEP)))).isTrue();
        assertThat(use(NOON, code(NOON.plus(STEP)))).isTrue();
        Instant later = NOON.plus(Duration.ofMinutes(5));
        assertThat(use(later, code(later.minus(STEP.multipliedBy(2))))).isFalse();
        assertThat(use(later, code(later.plus(STEP.multipliedBy(2))))).isFalse();
        assertThat(use(
                        later,
                        " " + code(later).substring(0, 3) + " " + code(later).substring(3)))
                .isTrue();
    }

    @Test
    void aCodeWorksOnceAndNoneBeforeItAfterwards() {
        assertThat(use(NOON, code(NOON))).isTrue();
        assertThat(use(NOON, code(NOON))).isFalse();
        assertThat(use(NOON.plus(STEP), code(NOON))).isFalse();
        assertThat(use(NOON, code(NOON.minus(STEP)))).isFalse();
        assertThat(use(NOON, code(NOON.plus(STEP)))).isTrue();
    }

    @Test
    void ofManyWithTheSameCodeAtOnceOneGetsIn() throws Exception {
        List<Callable<Boolean>> attempts = IntStream.range(0, 8)
                .<Callable<Boolean>>mapToObj(i -> () -> use(NOON, code(NOON)))
                .toList();
        int through = 0;
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> answer : threads.invokeAll(attempts)) {
                through += answer.get() ? 1 : 0;
            }
        }
        assertThat(through).isEqualTo(1);
    }

    @Test
    void recoveryCodesWorkOnceForTheirPersonAndOnlyHashesAreKept() {
        List<String> codes = inTransaction(() -> at(NOON).newRecoveryCodes(patient));
        assertThat(codes)
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("([a-z2-7]{4}-){5}[a-z2-7]{4}"));
        assertThat(jdbc.sql("SELECT code_hash FROM recovery_code WHERE role = 'patient' AND person_id = ?")
                        .param(patient.id())
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrderElementsOf(codes.stream()
                        .map(code -> RandomSecret.hash(code.replace("-", "")))
                        .toList());
        Actor other = Actor.of(clinic.patient(ClinicFixture.email("other")));
        assertThat(at(NOON).use(other, codes.getFirst())).isFalse();
        assertThat(use(NOON, codes.getFirst().toUpperCase(java.util.Locale.ROOT)))
                .isTrue();
        assertThat(use(NOON, codes.getFirst())).isFalse();
        assertThat(at(NOON).recoveryCodesLeft(patient)).isEqualTo(9);
        inTransaction(() -> at(NOON).newRecoveryCodes(patient));
        assertThat(use(NOON, codes.getLast())).isFalse();
    }

    @Test
    void anAppThatWasNotConfirmedCountsForNothing() {
        Actor other = Actor.of(clinic.patient(ClinicFixture.email("begun")));
        String begun = inTransaction(() -> at(NOON).beginApp(other));
        assertThat(at(NOON).has(other)).isFalse();
        assertThat(inTransaction(() -> at(NOON).use(other, OneTimeCodes.code(begun, NOON))))
                .isFalse();
        assertThatThrownBy(() -> inTransaction(() -> at(NOON).beginApp(patient)))
                .isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void theApiAsksForTheCodeOnlyWhoKnowsThePassword() {
        Instant now = engine.bean(Clock.class).instant();
        problem(token("wrong", null), 401, "bad-credentials");
        problem(token("wrong", code(now)), 401, "bad-credentials");
        problem(token(ClinicFixture.PASSWORD, null), 401, "second-factor-needed");
        problem(token(ClinicFixture.PASSWORD, wrong(now)), 401, "second-factor-needed");
        String code = code(now);
        assertThat(body(token(ClinicFixture.PASSWORD, code))).contains("accessToken", "refreshToken");
        problem(token(ClinicFixture.PASSWORD, code), 401, "second-factor-needed");
        List<String> codes = inTransaction(() -> at(NOON).newRecoveryCodes(patient));
        token(ClinicFixture.PASSWORD, codes.get(3)).expectStatus().isOk();
        problem(token(ClinicFixture.PASSWORD, codes.get(3)), 401, "second-factor-needed");
        assertThat(new Trail(engine).of(patient))
                .contains(
                        "warning Refused: wrong code of the second factor", "warning Used a recovery code; 9 are left");
    }

    /** Undone before anybody else can see it, as it would lock out the doctors of other tests. */
    @Test
    void aRoleOfWhichOneIsRequiredGetsNoFurtherWithout() {
        Actor doctor = Actor.of(clinic.doctor(clinic.office(ClinicFixture.BOSTON)));
        Actor admin = Actor.admin(engine.bean(Admins.class).add("Al", ClinicFixture.email("admin"), "none"));
        SecondFactors factors = at(NOON);
        transaction.executeWithoutResult(status -> {
            assertThat(factors.isAskedOf(doctor)).isFalse();
            factors.require(admin, Role.DOCTOR, true);
            assertThat(factors.requiredOf()).containsExactly(Role.DOCTOR);
            assertThatThrownBy(() -> factors.isAskedOf(doctor)).isInstanceOf(SecondFactorNeeded.class);
            factors.require(admin, Role.DOCTOR, false);
            assertThat(factors.requiredOf()).isEmpty();
            assertThat(factors.isAskedOf(doctor)).isFalse();
            status.setRollbackOnly();
        });
        assertThatThrownBy(() -> factors.require(doctor, Role.DOCTOR, false)).isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> factors.require(admin, Role.PATIENT, true)).isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void aChangeOfFactorsEndsWhatWasOpenedBefore() {
        RefreshTokens tokens = engine.bean(RefreshTokens.class);
        String token = tokens.begin(patient);
        engine.bean(FactorSettings.class).removeApp(patient);
        assertThatThrownBy(() -> tokens.renew(token)).isInstanceOf(BadCredentials.class);
        assertThat(engine.bean(SecondFactors.class).has(patient)).isFalse();
    }

    private ResponseSpec token(String password, @Nullable String code) {
        Map<String, String> request = new HashMap<>(Map.of("email", email, "password", password));
        if (code != null) {
            request.put("code", code);
        }
        return api.post("/auth/token", null, request);
    }

    private boolean use(Instant moment, String code) {
        return inTransaction(() -> at(moment).use(patient, code));
    }

    private String code(Instant moment) {
        return OneTimeCodes.code(secret, moment);
    }

    /** Six digits that are no code near the moment. */
    private String wrong(Instant moment) {
        return IntStream.range(0, 10)
                .mapToObj(digit -> String.valueOf(digit).repeat(6))
                .filter(code -> OneTimeCodes.step(secret, code, moment).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private SecondFactors at(Instant moment) {
        return Authenticator.at(engine.program(), moment);
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }
}
