package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Nothing changes because a link was followed, or because another site made the browser send something: asked of every
 * endpoint that there is.
 */
class UnaskedChangesTest {

    /** What may change at any request: who is signed in, what is counted, and the log. */
    private static final Set<String> ANY_TIME = Set.of(
            "spring_session",
            "spring_session_attributes",
            "attempt_limit",
            "known_place",
            "log_outbox",
            "log_head",
            "log_leaf",
            "log_key",
            "log_seal_outbox",
            "signing_key");

    private static @Nullable MovedProgram started;

    private final MovedProgram program = Objects.requireNonNull(started);

    @BeforeAll
    static void start() {
        started = MovedProgram.start(Engine.H2, "--outpatient.abuse-limits.searches=100000");
    }

    @AfterAll
    static void stop() {
        if (started != null) {
            started.close();
        }
    }

    @Test
    void lookingChangesNothing() {
        ClinicFixture clinic = new ClinicFixture(program.context());
        String patient = ClinicFixture.email("patient");
        String doctor = ClinicFixture.email("doctor");
        long patientId = clinic.patient(patient).value();
        var office = clinic.office(ClinicFixture.BOSTON);
        var doctorId = clinic.doctor(doctor, office);
        clinic.week(doctorId, office, java.time.LocalTime.MIN, java.time.LocalTime.MIDNIGHT, 30);
        List<Browsing> all = List.of(
                program.browser(),
                program.browser().signedIn(patient),
                program.browser().signedIn(doctor),
                program.browser().signedIn(clinic.admin()));
        Instant tomorrow = LocalDate.ofInstant(Instant.now(program.clock()), java.time.ZoneOffset.UTC)
                .plusDays(1)
                .atTime(15, 0)
                .toInstant(java.time.ZoneOffset.UTC);
        String query = "?doctorId=" + doctorId.value() + "&officeId=" + office.value() + "&patientId=" + patientId
                + "&startsAt=" + tomorrow + "&endsAt=" + tomorrow.plus(Duration.ofMinutes(30)) + "&date="
                + LocalDate.ofInstant(tomorrow, java.time.ZoneOffset.UTC) + "&token=x&remove=1&cancel=1";

        Map<String, Set<String>> before = tables();
        int asked = 0;
        for (String path : paths(Set.of(RequestMethod.GET))) {
            String filled = path.replaceAll("\\{[^}]+}", Long.toString(doctorId.value())) + query;
            for (Browsing browser : all) {
                for (String method : List.of("GET", "HEAD", "OPTIONS")) {
                    HttpResponse<String> answer = browser.send(method, filled);
                    assertThat(answer.statusCode()).as(method + " " + filled).isNotEqualTo(500);
                    asked++;
                }
            }
        }
        System.out.println(asked + " GET, HEAD and OPTIONS requests changed nothing");
        assertThat(asked).isGreaterThan(400);
        assertThat(tables()).isEqualTo(before);
    }

    /** A session's cookie alone, which the browser sends with what another site made, does nothing. */
    @Test
    void nothingIsDoneWithoutTheToken() {
        ClinicFixture clinic = new ClinicFixture(program.context());
        Browsing admin = program.browser().signedIn(clinic.admin());
        Set<String> changing =
                paths(Set.of(RequestMethod.POST, RequestMethod.PUT, RequestMethod.DELETE, RequestMethod.PATCH));
        changing.addAll(Set.of("/sign-in", "/sign-out"));
        Map<String, Set<String>> before = tables();
        for (String path : changing) {
            String filled = path.replaceAll("\\{[^}]+}", "1");
            for (String method : List.of("POST", "PUT", "DELETE", "PATCH")) {
                admin.forgetToken();
                HttpResponse<String> answer =
                        filled.startsWith("/api/") ? admin.json(method, filled, "{}") : admin.send(method, filled);
                assertThat(answer.statusCode()).as(method + " " + filled).isEqualTo(403);
            }
        }
        assertThat(admin.isSignedIn()).isTrue();
        assertThat(tables()).isEqualTo(before);
        System.out.println(changing.size() + " paths refuse a session without its token");

        Browsing visitor = program.browser();
        for (String path : List.of("/sign-in", "/register", "/setup")) {
            assertThat(visitor.post(path, "email", "x@example.org", "password", "x")
                            .statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
    }

    /** After signing in one goes on to a page of ours and to no other. */
    @Test
    void signingInLeadsToNoOtherSite() {
        String patient = ClinicFixture.email("patient");
        new ClinicFixture(program.context()).patient(patient);
        for (String elsewhere : List.of(
                "https://evil.example",
                "//evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "javascript:alert(1)",
                "/\t/evil.example",
                "/%09/evil.example/..//x",
                "http:evil.example",
                "/ /evil.example")) {
            Browsing browser = program.browser();
            browser.get("/sign-in");
            HttpResponse<String> answer = browser.post(
                    "/sign-in", "email", patient, "password", ClinicFixture.PASSWORD, "continue", elsewhere);
            String to = answer.headers().firstValue("Location").orElseThrow();
            assertThat(to).as(elsewhere).matches("/([^/\\\\].*)?").doesNotContain("\t");
            assertThat(browser.get("/sign-in?continue=" + encoded(elsewhere))
                            .headers()
                            .firstValue("Location")
                            .orElseThrow())
                    .as(elsewhere)
                    .matches("/([^/\\\\].*)?");
        }
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }

    private Set<String> paths(Set<RequestMethod> methods) {
        Set<String> paths = new TreeSet<>();
        var endpoints = program.context().getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        endpoints.getHandlerMethods().forEach((endpoint, handler) -> {
            boolean ours = handler.getBeanType().getPackageName().startsWith("dev.outpatient");
            if (ours && endpoint.getMethodsCondition().getMethods().stream().anyMatch(methods::contains)) {
                paths.addAll(endpoint.getPatternValues());
            }
        });
        return paths;
    }

    /** Every row of every table. */
    private Map<String, Set<String>> tables() {
        Map<String, Set<String>> tables = new TreeMap<>();
        for (String table : program.jdbc()
                .sql("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
                .query(String.class)
                .list()) {
            if (!ANY_TIME.contains(table.toLowerCase(java.util.Locale.ROOT))) {
                Set<String> rows = new TreeSet<>();
                program.jdbc()
                        .sql("SELECT * FROM " + table)
                        .query()
                        .listOfRows()
                        .forEach(row -> {
                            StringBuilder text = new StringBuilder();
                            row.forEach((column, value) -> text.append(column)
                                    .append('=')
                                    .append(value instanceof byte[] bytes ? java.util.Arrays.toString(bytes) : value)
                                    .append(' '));
                            rows.add(text.toString());
                        });
                tables.put(table, rows);
            }
        }
        return tables;
    }
}
