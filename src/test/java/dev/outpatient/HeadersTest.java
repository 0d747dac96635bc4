package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What every answer tells the browser, whoever gives it. */
class HeadersTest {

    private static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin");

    private static @Nullable MovedProgram started;

    private final MovedProgram program = java.util.Objects.requireNonNull(started);
    private final ClinicFixture clinic = new ClinicFixture(program.context());

    @BeforeAll
    static void start() {
        started = MovedProgram.start(Engine.H2, "--outpatient.abuse-limits.searches=50");
    }

    @AfterAll
    static void stop() {
        if (started != null) {
            started.close();
        }
    }

    /** A page in a language of which only the dates are known would be in none. */
    @Test
    void aCookieBringsNoLanguageThatIsNotSpoken() {
        assertThat(inLanguage("es")).contains("<html lang=\"es\"");
        assertThat(inLanguage("es-MX")).contains("<html lang=\"es\"");
        assertThat(inLanguage("de")).contains("<html lang=\"en\"");
        assertThat(inLanguage("x_1")).contains("<html lang=\"en\"");
    }

    private String inLanguage(String cookie) {
        Browsing visitor = program.browser();
        String name = visitor.get("/?lang=es").headers().allValues("Set-Cookie").stream()
                .filter(set -> set.contains("lang="))
                .map(set -> set.substring(0, set.indexOf('=')))
                .findFirst()
                .orElseThrow();
        visitor.cookies().put(name, cookie);
        return visitor.get("/sign-in").body();
    }

    /** Each way that an answer can come about, by its status. */
    @Test
    void everyAnswerHasThem() {
        String admin = clinic.admin();
        Browsing visitor = program.browser().from("198.51.100.20");
        Browsing signedIn = program.browser().from("198.51.100.21").signedIn(admin);
        long doctor = clinic.doctor(clinic.office(ClinicFixture.BOSTON)).value();
        String large = "{\"name\": \"" + "x".repeat(300_000) + "\"}";

        check("a page", visitor.get("/"), 200, false);
        check("a page of a signed-in person", signedIn.get("/admin/appointments"), 200, false);
        check("the API", visitor.get("/api/v1/doctors"), 200, false);
        check("the API of a signed-in person", signedIn.get("/api/v1/me"), 200, false);
        check("a style sheet", visitor.get("/css/outpatient.css"), 200, true);
        check("a file of a library", visitor.get("/webjars/bootstrap/css/bootstrap.min.css"), 200, true);
        check("a redirect to sign-in", visitor.get("/day"), 302, false);
        check("a refused sign-in", visitor.signIn(admin, "wrong"), 200, false);
        visitor.with("If-Modified-Since", "Sat, 01 Jan 2050 00:00:00 GMT");
        check("a style sheet that did not change", visitor.get("/css/outpatient.css"), 304, true);
        String tag = visitor.get("/api/v1/doctors/" + doctor)
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        Browsing again = program.browser().with("If-None-Match", tag);
        check("a doctor who did not change", again.get("/api/v1/doctors/" + doctor), 304, false);
        check("a page with a wrong id", visitor.get("/doctors/abc"), 400, false);
        check("an address that the firewall refuses", visitor.get("/doctors;a=b/1"), 400, false);
        check("a body that is no JSON", visitor.json("POST", "/api/v1/auth/token", "{"), 400, false);
        check("the API without a token", visitor.get("/api/v1/me"), 401, false);
        check("a page of another role", signedIn.get("/day"), 403, false);
        signedIn.forgetToken();
        check("a form without its token", signedIn.post("/sign-out"), 403, false);
        check("an API call without its token", signedIn.json("POST", "/api/v1/offices", "{}"), 403, false);
        check("no such page", visitor.get("/no-such-page"), 404, false);
        check("no such file", signedIn.get("/css/no-such-file.css"), 404, false);
        check("no such thing in the API", visitor.get("/api/v1/doctors/987654321"), 404, false);
        check("a page by another method", visitor.post("/doctors"), 405, false);
        check("the API by another method", visitor.send("PUT", "/api/v1/doctors"), 405, false);
        check("a trace", visitor.send("TRACE", "/"), 405, false);
        check("a body that says it is too large", visitor.json("POST", "/api/v1/auth/token", large), 413, false);
        check(
                "a body of another type",
                visitor.with("Content-Type", "text/plain").send("POST", "/api/v1/auth/token"),
                415,
                false);
        check("an error", program.browser().with("Accept", "text/html").get("/error"), 500, false);
        check("health", visitor.get("/actuator/health/liveness"), 200, false);
        check("an actuator that is not for anybody", visitor.get("/actuator/env"), 302, false);
        Browsing busy = program.browser().from("198.51.100.22");
        for (int i = 0; i < 60; i++) {
            busy.get("/doctors");
        }
        check("a page after too many", busy.get("/doctors"), 429, false);
        check("the API after too many", busy.get("/api/v1/doctors"), 429, false);
    }

    @Test
    void aBodyThatDoesNotSayIsReadSoFar() {
        Browsing browser = program.browser().with("Content-Type", "application/json");
        byte[] large = ("{\"email\": \"" + "x".repeat(300_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> answer = browser.send(
                "POST",
                "/api/v1/auth/token",
                java.net.http.HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large)));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("/problems/content-too-large");
    }

    @Test
    void onlyTlsIsToBeUsedOnceItWas() {
        assertThat(program.browser().get("/").headers().firstValue("Strict-Transport-Security"))
                .isEmpty();
        assertThat(program.browser()
                        .with("X-Forwarded-Proto", "https")
                        .get("/")
                        .headers()
                        .firstValue("Strict-Transport-Security"))
                .hasValue("max-age=31536000 ; includeSubDomains");
    }

    @Test
    void noPageHoldsWhatThePolicyRefuses() {
        Browsing browser = program.browser().from("198.51.100.23");
        for (String page : List.of("/", "/doctors", "/sign-in", "/register", "/no-such-page")) {
            assertThat(browser.get(page).body())
                    .as(page)
                    .doesNotContainPattern("<script(?![^>]* src=)")
                    .doesNotContainPattern("<style[ >]")
                    .doesNotContainPattern(" style=\"")
                    .doesNotContainPattern("<[^>]+ on[a-z]+=\"");
        }
    }

    @Test
    void publicPagesCanBeAskedForTheirHead() throws IOException {
        for (String page : List.of("/", "/doctors", "/offices", "/sign-in", "/api/v1/doctors", "/css/outpatient.css")) {
            String answer = raw("HEAD " + page + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(answer).as(page).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
        }
    }

    @Test
    void noOtherSiteIsLetIn() throws IOException {
        for (String line : List.of("OPTIONS /api/v1/appointments", "GET /api/v1/doctors", "GET /")) {
            String answer = raw(line + " HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\n"
                    + "Access-Control-Request-Method: POST\r\nConnection: close\r\n\r\n");
            assertThat(answer).as(line).startsWith("HTTP/1.1 ");
            assertThat(answer.toLowerCase(Locale.ROOT)).as(line).doesNotContain("access-control-allow");
        }
    }

    /** Neither what lies beside the program, nor lists of files, nor what is for developers. */
    @Test
    void onlyWhatIsMeantToBeServedIsServed() {
        Browsing visitor = program.browser().from("198.51.100.24");
        for (String path :
                List.of("/.git/config", "/application.yaml", "/css/", "/webjars/", "/style", "/h2-console")) {
            assertThat(visitor.get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    private static void check(String what, HttpResponse<String> answer, int status, boolean kept) {
        assertThat(answer.statusCode()).as(what).isEqualTo(status);
        Map<String, List<String>> headers = answer.headers().map();
        ALWAYS.forEach((name, value) -> assertThat(answer.headers().allValues(name))
                .as(what + ": " + name)
                .containsExactly(value));
        assertThat(answer.headers().allValues("Content-Security-Policy"))
                .as(what)
                .singleElement()
                .asString()
                .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
                .doesNotContain("unsafe", "*");
        assertThat(answer.headers().allValues("Permissions-Policy"))
                .as(what)
                .singleElement()
                .asString()
                .contains("camera=()", "geolocation=()");
        List<String> cache = new ArrayList<>(answer.headers().allValues("Cache-Control"));
        if (kept) {
            assertThat(cache).as(what).containsExactly("max-age=3600");
        } else {
            assertThat(String.join(", ", cache)).as(what).contains("no-store").doesNotContain("max-age");
        }
        assertThat(headers.keySet()).as(what).doesNotContain("server", "x-powered-by");
    }

    private String raw(String request) throws IOException {
        URI address = URI.create(program.url());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
