package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoTimeoutException;
import com.mongodb.client.MongoDatabase;
import dev.outpatient.scheduling.AppointmentStatus;
import dev.outpatient.scheduling.Visit;
import dev.outpatient.scheduling.VisitRecords;
import dev.outpatient.scheduling.VisitRecords.Outcome;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** Prescribing while the document server is away: said clearly, nothing stored, nothing typed lost, and done once after. */
class PrescriptionOutageTest {

    private static final String INSTRUCTIONS = "Días impares, \"en ayunas\" & <con agua>";

    @TempDir
    Path directory = Path.of("");

    @Test
    void whatCanNotBeSavedIsKeptOnThePageAndGoesThroughOnceAfterwards() throws Exception {
        DocumentServer documents = new DocumentServer(directory);
        documents.start();
        try (documents;
                ConfigurableApplicationContext program = documents.program()) {
            String url = DocumentServer.url(program);
            ClinicFixture clinic = new ClinicFixture(program);
            OfficeId office = clinic.office(ZoneOffset.UTC);
            String email = ClinicFixture.email("doctor");
            DoctorId doctor = clinic.doctor(email, office);
            long visit = visit(program, clinic.patient(), doctor, office);
            ApiClient api = new ApiClient(program, url);
            String token = api.token(email);
            try (PageClient page = new PageClient(url)) {
                page.submit("/sign-in", Map.of("email", email, "password", ClinicFixture.PASSWORD));
                String path = "/prescriptions/new";
                String query = "?appointmentId=" + visit;
                String form = page.get(path + query).body();
                String csrf = page.csrf(path + query);
                Map<String, String> typed = new HashMap<>(Map.of(
                        "appointmentId",
                        Long.toString(visit),
                        "key",
                        form.replaceAll("(?s).*name=\"key\" value=\"([^\"]+)\".*", "$1"),
                        "medication[0].name",
                        "Metformin",
                        "medication[0].dosage",
                        "500 mg",
                        "medication[0].instructions",
                        INSTRUCTIONS,
                        "medication[1].name",
                        "Loratadine",
                        "medication[1].dosage",
                        "10 mg",
                        "refills",
                        "2"));
                documents.kill();

                Map<String, Object> body = Map.of(
                        "appointmentId",
                        visit,
                        "medication",
                        List.of(Map.of("name", "Ibuprofen", "dosage", "400 mg", "instructions", "")));
                ResponseSpec refused = api.post("/prescriptions", token, body, null, "once");
                refused.expectHeader().valueMatches("Retry-After", "[1-9][0-9]*");
                ApiClient.problem(refused, 503, "unavailable");
                HttpResponse<String> kept = page.post(path, csrf, typed);
                assertKept(kept, "This can&#39;t be saved at this moment. Nothing was prescribed.");
                HttpResponse<String> spanish = page.post(path, csrf, typed, "Accept-Language", "es");
                assertKept(spanish, "No se ha recetado nada");
                // One more row is no more of a change, and may not lose anything either.
                typed.put("add", "yes");
                assertTyped(page.post(path, csrf, typed).body());
                typed.remove("add");
                assertThat(rows(program, "WHERE written_at IS NOT NULL")).isZero();
                HttpResponse<String> answered =
                        page.post("/feedback/" + "ab".repeat(12) + "/answer", csrf, Map.of("answer", INSTRUCTIONS));
                assertThat(answered.statusCode()).isEqualTo(503);
                assertThat(answered.body())
                        .contains("what you typed is still here")
                        .contains("Días impares, &quot;en ayunas&quot; &amp; &lt;con agua&gt;</textarea>");

                documents.start();
                awaitDocuments(program);
                assertThat(stored(program)).isEmpty();
                String written = ApiClient.body(api.post("/prescriptions", token, body, null, "once")
                        .expectStatus()
                        .isCreated());
                assertThat(ApiClient.body(api.post("/prescriptions", token, body, null, "once")
                                .expectStatus()
                                .isCreated()))
                        .isEqualTo(written);
                String to = PageClient.location(page.post(path, csrf, typed));
                assertThat(to).matches("/prescriptions/[0-9a-f]{24}");
                assertThat(PageClient.location(page.post(path, csrf, typed))).isEqualTo(to);
            }
            assertThat(stored(program))
                    .extracting(document -> document.getList("medication", Document.class))
                    .containsExactlyInAnyOrder(
                            List.of(medicine("Ibuprofen", "400 mg", "")),
                            List.of(
                                    medicine("Metformin", "500 mg", INSTRUCTIONS),
                                    medicine("Loratadine", "10 mg", "")));
            assertThat(rows(program, "")).isEqualTo(2);
        }
    }

    private static void assertKept(HttpResponse<String> answer, String words) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains(words);
        assertTyped(answer.body());
    }

    private static void assertTyped(String page) {
        assertThat(page)
                .contains("value=\"Metformin\"", "value=\"500 mg\"", "value=\"Loratadine\"", "value=\"2\"")
                .contains("Días impares, &quot;en ayunas&quot; &amp; &lt;con agua&gt;");
    }

    private static Document medicine(String name, String dosage, String instructions) {
        return new Document("name", name).append("dosage", dosage).append("instructions", instructions);
    }

    private static List<Document> stored(ConfigurableApplicationContext program) {
        return program.getBean(MongoDatabase.class)
                .getCollection("prescription")
                .find()
                .into(new ArrayList<>());
    }

    /** The driver looks for the server every few seconds. */
    private static void awaitDocuments(ConfigurableApplicationContext program) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (true) {
            try {
                program.getBean(MongoDatabase.class).runCommand(new Document("ping", 1));
                return;
            } catch (MongoTimeoutException e) {
                assertThat(System.nanoTime()).as(e.getMessage()).isLessThan(deadline);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static long rows(ConfigurableApplicationContext program, String which) {
        return program.getBean(JdbcClient.class)
                .sql("SELECT COUNT(*) FROM prescription_entry " + which)
                .query(Long.class)
                .single();
    }

    private static long visit(
            ConfigurableApplicationContext program, PatientId patient, DoctorId doctor, OfficeId office) {
        Outcome outcome = program.getBean(VisitRecords.class)
                .record(
                        Actor.OPERATOR,
                        List.of(new Visit(
                                patient,
                                doctor,
                                office,
                                ZoneOffset.UTC,
                                Instant.now().truncatedTo(ChronoUnit.DAYS),
                                Duration.ofMinutes(30),
                                AppointmentStatus.SCHEDULED,
                                null,
                                null)))
                .getFirst();
        return ((Outcome.Taken) outcome).id().value();
    }
}
