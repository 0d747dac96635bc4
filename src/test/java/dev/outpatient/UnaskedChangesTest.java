package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
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
import java.util.concurrent.TimeUnit;
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

    /** The trail in MongoDB. */
    private static final Set<String> TRAIL = Set.of("logs", "log_seal");

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
    void lookingChangesNothing() throws InterruptedException {
        RoleScene scene = new RoleScene(program.context());
        // What belongs to the patient and the doctor is made now, as the paths ask for it.
        Map<String, String> paths = new TreeMap<>();
        paths(Set.of(RequestMethod.GET)).forEach(path -> paths.put(path, scene.path(path)));
        aNoteOfARefillThatNeverCame(scene);
        List<Browsing> all = List.of(
                program.browser(),
                program.browser().signedIn(scene.email("patient")),
                program.browser().signedIn(scene.email("doctor")),
                program.browser().signedIn(scene.email("admin")));
        Instant tomorrow = LocalDate.ofInstant(Instant.now(program.clock()), java.time.ZoneOffset.UTC)
                .plusDays(1)
                .atTime(15, 0)
                .toInstant(java.time.ZoneOffset.UTC);
        String query = "?doctorId=" + scene.doctor().value() + "&officeId="
                + scene.office().value() + "&patientId=" + scene.patient().value()
                + "&startsAt=" + tomorrow + "&endsAt=" + tomorrow.plus(Duration.ofMinutes(30)) + "&date="
                + LocalDate.ofInstant(tomorrow, java.time.ZoneOffset.UTC) + "&token=x&remove=1&cancel=1";

        Map<String, Set<String>> before = atRest();
        assertThat(before.get("collection prescription")).isNotEmpty();
        Set<String> answered = new TreeSet<>();
        int asked = 0;
        for (var path : paths.entrySet()) {
            String filled = path.getValue() + query;
            for (Browsing browser : all) {
                for (String method : List.of("GET", "HEAD", "OPTIONS")) {
                    HttpResponse<String> answer = browser.send(method, filled);
                    assertThat(answer.statusCode()).as(method + " " + filled).isNotEqualTo(500);
                    asked++;
                    if (method.equals("GET") && answer.statusCode() == 200) {
                        answered.add(path.getKey());
                    }
                }
            }
        }
        System.out.println(asked + " GET, HEAD and OPTIONS requests changed nothing");
        assertThat(asked).isGreaterThan(400);
        assertThat(answered)
                .as("somebody saw it")
                .contains(
                        "/prescriptions",
                        "/prescriptions/{id}",
                        "/prescriptions/{id}/pdf",
                        "/api/v1/prescriptions/{id}/pdf",
                        "/p/{number}/{code}",
                        "/patients/{id}");
        assertThat(everything()).isEqualTo(before);
    }

    /** Where a list that is read could tidy up. */
    private void aNoteOfARefillThatNeverCame(RoleScene scene) {
        program.bean(MongoDatabase.class)
                .getCollection("prescription")
                .updateOne(Filters.eq("_id", scene.prescriptionId()), Updates.unset("refill_requests"));
        program.jdbc()
                .sql("UPDATE prescription_entry SET refill_asked_at = '2020-01-01 00:00:00' WHERE document_id = ?")
                .param(scene.prescriptionId().toHexString())
                .update();
    }

    /** A session's cookie alone, which the browser sends with what another site made, does nothing. */
    @Test
    void nothingIsDoneWithoutTheToken() {
        ClinicFixture clinic = new ClinicFixture(program.context());
        Browsing admin = program.browser().signedIn(clinic.admin());
        Set<String> changing =
                paths(Set.of(RequestMethod.POST, RequestMethod.PUT, RequestMethod.DELETE, RequestMethod.PATCH));
        changing.addAll(Set.of("/sign-in", "/sign-out"));
        Map<String, Set<String>> before = everything();
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
        assertThat(everything()).isEqualTo(before);
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

    /** The same, when what follows the making of the scene is done, such as the letters about the visit. */
    private Map<String, Set<String>> atRest() throws InterruptedException {
        Map<String, Set<String>> found = everything();
        for (int i = 0; i < 20; i++) {
            TimeUnit.MILLISECONDS.sleep(1500);
            Map<String, Set<String>> later = everything();
            if (later.equals(found)) {
                return found;
            }
            found = later;
        }
        throw new AssertionError("The program does not come to rest");
    }

    /** What is in both stores. */
    private Map<String, Set<String>> everything() {
        Map<String, Set<String>> all = tables();
        MongoDatabase documents = program.bean(MongoDatabase.class);
        for (String collection : documents.listCollectionNames()) {
            if (!TRAIL.contains(collection)) {
                Set<String> found = new TreeSet<>();
                documents.getCollection(collection).find().forEach(document -> found.add(document.toJson()));
                all.put("collection " + collection, found);
            }
        }
        return all;
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
