package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.accounts.Authenticator;
import dev.outpatient.shared.Actor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What guessing achieves, and whom it keeps out, on each engine. */
@OnEachKindOfEngine
class AbuseLimitsTest {

    /** As docs/security.md measures it: {@code -Doutpatient.guesses=1000}. */
    private static final int GUESSES = Integer.getInteger("outpatient.guesses", 120);

    private static final int SEARCHES = 60;
    private static final int REQUESTS = 8;
    private static final Map<Engine, MovedProgram> programs = new EnumMap<>(Engine.class);

    private final Engine engine;
    private final MovedProgram program;
    private final ClinicFixture clinic;
    private final String email = ClinicFixture.email("patient");

    AbuseLimitsTest(Engine engine) {
        this.engine = engine;
        this.program = programs.computeIfAbsent(
                engine,
                one -> MovedProgram.start(
                        one,
                        "--outpatient.abuse-limits.searches=" + SEARCHES,
                        "--outpatient.abuse-limits.requests=" + REQUESTS));
        this.clinic = new ClinicFixture(program.context());
        clinic.patient(email);
    }

    @AfterAll
    static void stop() {
        programs.values().forEach(MovedProgram::close);
        programs.clear();
    }

    @Test
    void manyGuessesFromOneAddress() {
        Browsing owner = program.browser().from("198.51.100.1").signedIn(email);
        int judged = guesses(GUESSES, 1);
        System.out.println(engine + ": of " + GUESSES + " guesses from one address " + judged + " were judged");
        assertThat(judged).isBetween(1, 10);
        // The owner's own address and the owner's own browser, wherever it is, know nothing of it.
        assertThat(attempt(email, ClinicFixture.PASSWORD, "198.51.100.1").statusCode())
                .isEqualTo(200);
        owner.cookies().remove("SESSION");
        owner.from("198.51.100.77").signedIn(email);
        // Neither does an address that nobody has seen yet, as one attacker's place is no pressure on the account.
        assertThat(attempt(email, ClinicFixture.PASSWORD, "198.51.100.2").statusCode())
                .isEqualTo(200);
    }

    @Test
    void manyGuessesFromAHundredAddresses() {
        Browsing owner = program.browser().from("198.51.100.1").signedIn(email);
        int judged = guesses(GUESSES, 100);
        assertThat(judged).isBetween(1, 30);
        assertThat(attempt(email, ClinicFixture.PASSWORD, "198.51.100.1").statusCode())
                .isEqualTo(200);
        owner.cookies().remove("SESSION");
        owner.from("198.51.100.78").signedIn(email);
        // The owner in a place of which nothing is known waits once, and is then heard whatever the others do.
        HttpResponse<String> first = attempt(email, ClinicFixture.PASSWORD, "198.51.100.3");
        assertThat(first.statusCode()).isEqualTo(429);
        long keptOut = retryAfter(first);
        program.move(Duration.ofSeconds(keptOut));
        int more = guesses(100, 100);
        assertThat(attempt(email, ClinicFixture.PASSWORD, "198.51.100.3").statusCode())
                .isEqualTo(200);
        System.out.println(
                engine + ": of " + GUESSES + " guesses from 100 addresses " + judged + " were judged, " + more
                        + " more a minute later; the owner was kept out for 0 s in the own browser or at the own address, and for "
                        + keptOut + " s elsewhere");
        assertThat(keptOut).isBetween(1L, 60L);
    }

    /**
     * Two who sign in at the same address at the same moment: who read the clock first may be counted last, and so may whoever
     * signs in at a node whose clock is a little behind.
     */
    @Test
    void nobodyWaitsForWhoComesAtTheSameMoment() {
        String other = ClinicFixture.email("patient");
        clinic.patient(other);
        assertThat(attempt(email, ClinicFixture.PASSWORD + "?", "198.51.100.6").statusCode())
                .isEqualTo(401);
        program.move(Duration.ofSeconds(-2));
        assertThat(attempt(other, ClinicFixture.PASSWORD, "198.51.100.6").statusCode())
                .isEqualTo(200);
        assertThat(attempt(email, ClinicFixture.PASSWORD, "198.51.100.6").statusCode())
                .isEqualTo(200);
        program.move(Duration.ofSeconds(2));
    }

    /** Somebody in the same waiting room mistypes the owner's password all the time. */
    @Test
    void theOwnersAddressIsNeverShutForLongerThanAMinute() {
        assertThat(attempt(email, ClinicFixture.PASSWORD, "198.51.100.4").statusCode())
                .isEqualTo(200);
        long longest = 0;
        for (int i = 0; i < 20; i++) {
            HttpResponse<String> answer = attempt(email, "wrong", "198.51.100.4");
            if (answer.statusCode() == 429) {
                longest = Math.max(longest, retryAfter(answer));
                program.move(Duration.ofSeconds(retryAfter(answer)));
            }
        }
        assertThat(longest).isBetween(30L, 60L);
        program.move(Duration.ofSeconds(60));
        assertThat(attempt(email, ClinicFixture.PASSWORD, "198.51.100.4").statusCode())
                .isEqualTo(200);
    }

    @Test
    void pausesGrow() {
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            HttpResponse<String> answer = attempt(email, "wrong", "198.51.100.5");
            if (answer.statusCode() == 429) {
                pauses.add(retryAfter(answer));
                program.move(Duration.ofSeconds(retryAfter(answer)));
            }
        }
        assertThat(pauses).startsWith(2L, 4L, 8L, 16L, 32L, 64L).isSorted().allMatch(pause -> pause <= 900);
    }

    /** Giving the right password, which somebody has learned, takes back no pause; and the owner is not who waits. */
    @Test
    void codesAreGuessedMoreAndMoreSlowlyAndTheOwnerIsNotKeptOut() {
        String secured = ClinicFixture.email("secured");
        Authenticator phone = Authenticator.of(program.context(), Actor.of(clinic.patient(secured)));
        Browsing owner = program.browser().from("198.51.100.20");
        assertThat(withCode(owner, secured, phone)).isEqualTo("/");

        Duration day = Duration.ofDays(1);
        Duration passed = Duration.ZERO;
        int judged = 0;
        for (int i = 0; i < 200 && passed.compareTo(day) < 0; i++) {
            HttpResponse<String> answer = guess(secured, "203.0.113.50");
            if (answer.statusCode() == 429) {
                Duration pause = Duration.ofSeconds(retryAfter(answer));
                program.move(pause);
                passed = passed.plus(pause);
            } else {
                assertThat(answer.body()).contains("second-factor-needed");
                judged++;
            }
        }
        System.out.println(
                engine + ": who knows the password may guess " + judged + " codes in a day from one address");
        assertThat(judged).isBetween(5, 30);
        owner.cookies().remove("SESSION");
        assertThat(withCode(owner, secured, phone)).isEqualTo("/");
    }

    @Test
    void manyWhoGuessCodesKeepTheOwnerOutForAMinuteAtMost() {
        String secured = ClinicFixture.email("secured");
        Authenticator phone = Authenticator.of(program.context(), Actor.of(clinic.patient(secured)));
        Browsing owner = program.browser().from("198.51.100.21");
        assertThat(withCode(owner, secured, phone)).isEqualTo("/");
        int judged = 0;
        for (int i = 0; i < GUESSES; i++) {
            judged += guess(secured, "203.0.113." + i % 100).statusCode() == 401 ? 1 : 0;
        }
        assertThat(judged).isBetween(1, 30);
        // All of them have waited for their minute with the password.
        program.move(Duration.ofSeconds(60));
        int together = 0;
        for (int i = 0; i < 100; i++) {
            together += guess(secured, "203.0.113." + i).statusCode() == 401 ? 1 : 0;
        }
        assertThat(together).as("heard in one minute, from a hundred addresses").isBetween(1, 2);
        owner.cookies().remove("SESSION");
        program.move(Duration.ofSeconds(60));
        assertThat(withCode(owner, secured, phone)).as("in the own browser").isEqualTo("/");

        Browsing elsewhere = program.browser().from("198.51.100.22");
        HttpResponse<String> first = elsewhere.signIn(secured, ClinicFixture.PASSWORD);
        assertThat(first.statusCode()).isEqualTo(429);
        assertThat(retryAfter(first)).isBetween(1L, 60L);
        program.move(Duration.ofSeconds(retryAfter(first)));
        assertThat(withCode(elsewhere, secured, phone)).isEqualTo("/");
    }

    /** A wrong password and a wrong code count alike for who knows neither; each code costs a password again. */
    @Test
    void aPasswordWithoutItsCodeCountsAsOneThatWasWrong() {
        String secured = ClinicFixture.email("secured");
        Authenticator.of(program.context(), Actor.of(clinic.patient(secured)));
        Browsing thief = program.browser().from("203.0.113.51");
        int through = 0;
        while (through < 20 && thief.signIn(secured, ClinicFixture.PASSWORD).statusCode() == 302) {
            through++;
        }
        assertThat(through).isLessThan(10);
    }

    @Test
    void anAddressThatNobodyHasIsSlowedDownAsOneThatSomebodyHas() {
        assertThat(answers(ClinicFixture.email("nobody"), "198.51.100.6"))
                .isEqualTo(answers(email, "198.51.100.7"))
                .contains("429");
    }

    @Test
    void manyAccountsFromOneAddressAreSlowedDownToo() {
        int judged = 0;
        for (int i = 0; i < 80; i++) {
            judged += attempt(ClinicFixture.email("somebody"), "password1", "198.51.100.8")
                                    .statusCode()
                            == 401
                    ? 1
                    : 0;
        }
        assertThat(judged).isBetween(40, 60);
        assertThat(attempt(ClinicFixture.email("somebody"), "password1", "198.51.100.9")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void anIpv6NetworkIsOneAddress() {
        int judged = 0;
        for (int i = 1; i < 20; i++) {
            judged += attempt(email, "wrong", "2001:db8:1:2::" + i).statusCode() == 401 ? 1 : 0;
        }
        assertThat(judged).isLessThan(10);
        assertThat(attempt(email, "wrong", "2001:db8:1:3::1").statusCode()).isEqualTo(401);
    }

    @Test
    void thePageSaysHowLongToWait() {
        Browsing browser = program.browser().from("198.51.100.10");
        HttpResponse<String> answer = browser.signIn(email, "wrong");
        for (int i = 0; i < 10 && answer.statusCode() == 200; i++) {
            answer = browser.signIn(email, "wrong");
        }
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).contains("Try again in " + retryAfter(answer) + " seconds.", "A short pause");
    }

    @Test
    void registrationsAndResetsAreLimited() {
        Browsing browser = program.browser().from("198.51.100.11");
        for (int i = 0; i < REQUESTS; i++) {
            assertThat(browser.json("POST", "/api/v1/patients", "{}").statusCode())
                    .isEqualTo(400);
        }
        HttpResponse<String> answer = browser.json("POST", "/api/v1/patients", "{}");
        tooMany(answer);
        assertThat(retryAfter(answer)).isLessThanOrEqualTo(600);
        browser.get("/register");
        assertThat(browser.post("/register").statusCode()).isEqualTo(429);
        program.move(Duration.ofSeconds(retryAfter(answer)));
        assertThat(browser.json("POST", "/api/v1/patients", "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void searchesAreLimited() {
        Browsing browser = program.browser().from("198.51.100.12");
        Map<Integer, Integer> statuses = new TreeMap<>();
        HttpResponse<String> last = browser.get("/api/v1/doctors");
        for (int i = 0; i < SEARCHES * 2 && last.statusCode() == 200; i++) {
            last = browser.get("/api/v1/slots?specialty=Nothing");
            statuses.merge(last.statusCode(), 1, Integer::sum);
        }
        tooMany(last);
        assertThat(statuses.get(200)).isGreaterThanOrEqualTo(SEARCHES - 1);
        assertThat(browser.get("/doctors").statusCode()).isEqualTo(429);
        assertThat(browser.get("/api/v1/slots/why?doctorId=1&officeId=1&date=2026-12-01")
                        .statusCode())
                .isEqualTo(429);
        assertThat(browser.get("/api/v1/specialties").statusCode()).isEqualTo(200);
        assertThat(browser.from("198.51.100.13").get("/doctors").statusCode()).isEqualTo(200);
    }

    /** Without a proxy that the settings trust, who asks is who is connected: so many from as many addresses would all be heard. */
    @Test
    void aForgedHeaderChangesNothing() {
        String somebody = ClinicFixture.email("somebody");
        Browsing browser = new Browsing(engine.url());
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 12 && !statuses.contains(429); i++) {
            browser.from("203.0.113." + i);
            browser.with("Forwarded", "for=203.0.113." + i);
            statuses.add(browser.json("POST", "/api/v1/auth/token", credentials(somebody, "wrong"))
                    .statusCode());
        }
        assertThat(statuses).contains(429);
        browser.with("X-Forwarded-Proto", "https");
        assertThat(browser.get("/").headers().firstValue("Strict-Transport-Security"))
                .isEmpty();
    }

    /** @return how many were judged, which is all that a guess can learn from */
    private int guesses(int count, int addresses) {
        int judged = 0;
        for (int i = 0; i < count; i++) {
            String from = "192.0.2." + (1 + i % addresses);
            judged += attempt(email, "guess-" + i, from).statusCode() == 401 ? 1 : 0;
        }
        return judged;
    }

    private HttpResponse<String> guess(String who, String from) {
        String body = credentials(who, ClinicFixture.PASSWORD).replace("}", ", \"code\": \"000000\"}");
        return program.browser().from(from).json("POST", "/api/v1/auth/token", body);
    }

    /** Where the owner gets to, with the password and the code that the app shows. */
    private String withCode(Browsing browser, String who, Authenticator phone) {
        browser.signIn(who, ClinicFixture.PASSWORD);
        browser.get("/sign-in/code");
        HttpResponse<String> answer =
                browser.post("/sign-in/code", "code", phone.code(program.clock().instant()));
        return answer.headers().firstValue("Location").orElse("status " + answer.statusCode());
    }

    private List<String> answers(String who, String from) {
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            HttpResponse<String> answer = attempt(who, "wrong", from);
            answers.add(Integer.toString(answer.statusCode()));
            answers.add(answer.body());
            answers.add(answer.headers().firstValue("Retry-After").orElse(""));
        }
        return answers;
    }

    private HttpResponse<String> attempt(String who, String password, String from) {
        return program.browser().from(from).json("POST", "/api/v1/auth/token", credentials(who, password));
    }

    private static String credentials(String who, String password) {
        return "{\"email\": \"" + who + "\", \"password\": \"" + password + "\"}";
    }

    private static long retryAfter(HttpResponse<String> answer) {
        return Long.parseLong(answer.headers().firstValue("Retry-After").orElseThrow());
    }

    private static void tooMany(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).contains("\"/problems/too-many-attempts\"");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }
}
