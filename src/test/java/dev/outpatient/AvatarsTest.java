package dev.outpatient;

import static dev.outpatient.Pictures.jpeg;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.outpatient.patients.EmergencyAccesses;
import dev.outpatient.scheduling.Booking;
import dev.outpatient.scheduling.BookingRequest;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Photos over HTTP: who puts them up, who sees them, and what is refused. */
@OnEachEngine
class AvatarsTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Engine engine;
    private final ClinicFixture clinic;
    private final ApiClient api;
    private final OfficeId office;
    private final PatientId patient;
    private final DoctorId doctor;
    private final String byPatient;
    private final String byDoctor;
    private final String byAdmin;

    AvatarsTest(Engine engine) {
        this.engine = engine;
        this.clinic = new ClinicFixture(engine.program());
        this.api = new ApiClient(engine);
        this.office = clinic.office(ClinicFixture.BOSTON);
        this.patient = clinic.patient();
        this.doctor = clinic.alwaysWorking(office, 30);
        this.byPatient = api.token(Actor.of(patient));
        this.byDoctor = api.token(Actor.of(doctor));
        this.byAdmin = api.token(clinic.adminAccount());
    }

    @Test
    void aPatientsPhotoIsForThoseWhoMayReadTheRecord() {
        String url = put("/me/avatar", byPatient, jpeg(640, 480));
        assertThat(url).matches("/avatars/[0-9a-f]{32}\\.jpg");
        Actor stranger = Actor.of(clinic.doctor(office));
        String byStranger = api.token(stranger);

        HttpResponse<byte[]> own = get(url, byPatient);
        assertThat(own.statusCode()).isEqualTo(200);
        assertThat(own.headers().allValues("Content-Type")).containsExactly("image/jpeg");
        assertThat(own.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(own.headers().allValues("Cache-Control")).containsExactly("no-store, private");
        assertThat(own.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(Pictures.read(own.body()).getWidth()).isEqualTo(256);

        assertThat(get(url, byAdmin).statusCode()).isEqualTo(200);
        assertThat(get(url, null).statusCode()).isEqualTo(404);
        assertThat(get(url, api.token(Actor.of(clinic.patient()))).statusCode()).isEqualTo(404);
        assertThat(get(url, byStranger).statusCode()).isEqualTo(404);
        assertThat(get(url, byDoctor).statusCode()).isEqualTo(404);

        book();
        assertThat(get(url, byDoctor).statusCode()).isEqualTo(200);
        assertThat(get(url, byStranger).statusCode()).isEqualTo(404);
        engine.bean(EmergencyAccesses.class).open(stranger, patient, "Unconscious in the waiting room");
        assertThat(get(url, byStranger).statusCode()).isEqualTo(200);

        Trail trail = new Trail(engine);
        assertThat(trail.of(Actor.of(patient)))
                .contains("info Changed the photo")
                .doesNotContain("info Saw the photo");
        assertThat(trail.of(Actor.of(doctor)))
                .containsSubsequence("warning Refused: photo of a patient not in care", "info Saw the photo");
    }

    /** What a visitor hears of a photo that may not be seen and of one that is not there is the same. */
    @Test
    void aPhotoThatMayNotBeSeenIsAsOneThatIsNotThere() {
        HttpResponse<byte[]> hidden = get(put("/me/avatar", byPatient, jpeg(64, 64)), null);
        HttpResponse<byte[]> missing = get("/avatars/" + "0".repeat(32) + ".jpg", null);
        assertThat(hidden.statusCode()).isEqualTo(missing.statusCode()).isEqualTo(404);
        assertThat(hidden.body()).hasSameSizeAs(missing.body());
        assertThat(hidden.headers().map().keySet())
                .isEqualTo(missing.headers().map().keySet());
    }

    @Test
    void aDoctorsPhotoIsForEverybodyAndKept() {
        String url = put("/me/avatar", byDoctor, Pictures.png(640, 480));
        assertThat(JsonPath.<String>read(ApiClient.body(api.get("/doctors/" + doctor, null)), "$.avatarUrl"))
                .isEqualTo(url);
        HttpResponse<byte[]> seen = get(url, null);
        assertThat(seen.statusCode()).isEqualTo(200);
        assertThat(seen.headers().allValues("Content-Type")).containsExactly("image/jpeg");
        assertThat(seen.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(seen.headers().allValues("Cache-Control")).containsExactly("max-age=2592000, public, immutable");
        assertThat(seen.headers().firstValue("Set-Cookie")).isEmpty();
        String tag = seen.headers().firstValue("ETag").orElseThrow();
        HttpResponse<byte[]> again =
                send(request(url, null).header("If-None-Match", tag).GET());
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void anotherPhotoHasAnotherNameAndTheFormerIsGone() {
        String tag = tag();
        String first = put("/me/avatar", byDoctor, jpeg(64, 64));
        assertThat(tag()).isNotEqualTo(tag);
        String second = put("/me/avatar", byDoctor, jpeg(64, 64));
        assertThat(second).isNotEqualTo(first);
        assertThat(get(first, byDoctor).statusCode()).isEqualTo(404);
        assertThat(get(second, byDoctor).statusCode()).isEqualTo(200);

        assertThat(delete("/me/avatar", byDoctor)).isEqualTo(204);
        assertThat(get(second, byDoctor).statusCode()).isEqualTo(404);
        assertThat(JsonPath.<String>read(ApiClient.body(api.get("/doctors/" + doctor, null)), "$.avatarUrl"))
                .isNull();
        assertThat(delete("/me/avatar", byDoctor)).isEqualTo(204);
        assertThat(new Trail(engine).of(Actor.of(doctor)))
                .filteredOn(line -> line.startsWith("info"))
                .containsExactly("info Changed the photo", "info Changed the photo", "info Removed the photo");
        assertThat(engine.bean(JdbcClient.class)
                        .sql("SELECT COUNT(*) FROM avatar WHERE owner_kind = 'doctor' AND owner_id = ?")
                        .param(doctor.value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void nobodyChangesThePhotoOfAnotherButAdminsThoseOfDoctors() {
        String path = "/doctors/" + doctor + "/avatar";
        String own = put("/me/avatar", byDoctor, jpeg(64, 64));
        String byOther = api.token(Actor.of(clinic.doctor(office)));
        for (String token : List.of(byPatient, byOther, byDoctor)) {
            assertThat(sendFile(path, token, "image/jpeg", jpeg(64, 64)).statusCode())
                    .isEqualTo(403);
            assertThat(delete(path, token)).isEqualTo(403);
        }
        assertThat(sendFile("/me/avatar", byAdmin, "image/jpeg", jpeg(64, 64)).statusCode())
                .isEqualTo(403);
        assertThat(get(own, null).statusCode()).isEqualTo(200);

        String set = put(path, byAdmin, jpeg(64, 64));
        assertThat(get(own, null).statusCode()).isEqualTo(404);
        assertThat(get(set, null).statusCode()).isEqualTo(200);
        assertThat(delete(path, byAdmin)).isEqualTo(204);
        assertThat(get(set, null).statusCode()).isEqualTo(404);
        assertThat(sendFile("/doctors/987654321/avatar", byAdmin, "image/jpeg", jpeg(64, 64))
                        .statusCode())
                .isEqualTo(404);
        assertThat(delete("/doctors/987654321/avatar", byAdmin)).isEqualTo(404);
    }

    /** An admin who sends a doctor's record back with one thing changed leaves the photo; one who sends none, removes it. */
    @Test
    void thePhotoIsPartOfTheDoctorsRecord() {
        String url = put("/me/avatar", byDoctor, jpeg(64, 64));
        String other = put("/me/avatar", api.token(Actor.of(clinic.doctor(office))), jpeg(64, 64));
        api.put("/doctors/" + doctor, byAdmin, record(url), null).expectStatus().isOk();
        assertThat(get(url, null).statusCode()).isEqualTo(200);
        for (String stolen :
                List.of(other, "/avatars/../account", "/sign-out", "javascript:alert(1)", "//evil.example")) {
            ApiClient.invalid(api.put("/doctors/" + doctor, byAdmin, record(stolen), null), "avatarUrl");
        }
        ApiClient.invalid(api.post("/doctors", byAdmin, record(other)), "avatarUrl");
        api.put("/doctors/" + doctor, byAdmin, record(null), null)
                .expectStatus()
                .isOk();
        assertThat(get(url, null).statusCode()).isEqualTo(404);
        assertThat(get(other, null).statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsNoPhotoIsRefusedByTheNameOfTheField() {
        byte[] page = "<!DOCTYPE html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
        for (byte[] file : List.of(page, new byte[0], Pictures.pngOfSize(50_000, 50_000))) {
            HttpResponse<byte[]> answer = sendFile("/me/avatar", byPatient, "image/png", file);
            assertThat(answer.statusCode()).isEqualTo(400);
            String problem = new String(answer.body(), StandardCharsets.UTF_8);
            assertThat(JsonPath.<String>read(problem, "$.type")).isEqualTo("/problems/validation");
            assertThat(JsonPath.<String>read(problem, "$.errors[0].field")).isEqualTo("photo");
            assertThat(JsonPath.<String>read(problem, "$.errors[0].message")).isNotBlank();
        }
        byte[] large = new byte[5 * 1024 * 1024 + 1];
        assertThat(sendFile("/me/avatar", byPatient, "image/jpeg", large).statusCode())
                .isEqualTo(413);
        assertThat(sendFile("/me/avatar", byPatient, "text/html", jpeg(64, 64)).statusCode())
                .isEqualTo(415);
        assertThat(sendFile("/me/avatar", null, "image/jpeg", jpeg(64, 64)).statusCode())
                .isEqualTo(401);
        // What it is called does not matter, what it is does.
        assertThat(get(put("/me/avatar", byPatient, "image/svg+xml", Pictures.gif(64, 64)), byPatient)
                        .headers()
                        .firstValue("Content-Type"))
                .contains("image/jpeg");
    }

    /** The largest that is taken is taken, though the API's other bodies are smaller. */
    @Test
    void aFileMayBeAsLargeAsTheLimit() {
        byte[] picture = jpeg(64, 64);
        byte[] file = Pictures.together(picture, new byte[5 * 1024 * 1024 - picture.length]);
        assertThat(sendFile("/me/avatar", byPatient, "image/jpeg", file).statusCode())
                .isEqualTo(200);
    }

    private String tag() {
        return Objects.requireNonNull(api.get("/doctors/" + doctor, null)
                .returnResult(String.class)
                .getResponseHeaders()
                .getETag());
    }

    private static String record(@Nullable String avatarUrl) {
        return "{\"name\": \"Ada Doctor\", \"specialty\": \"Cardiology\", \"avatarUrl\": "
                + (avatarUrl == null ? "null" : "\"" + avatarUrl + "\"") + "}";
    }

    private void book() {
        Instant next = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(3));
        engine.bean(Booking.class).book(Actor.of(patient), new BookingRequest(doctor, office, next, null, null), null);
    }

    private String put(String path, String token, byte[] file) {
        return put(path, token, "image/jpeg", file);
    }

    private String put(String path, String token, String type, byte[] file) {
        HttpResponse<byte[]> answer = sendFile(path, token, type, file);
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        assertThat(answer.statusCode()).as(body).isEqualTo(200);
        return JsonPath.read(body, "$.avatarUrl");
    }

    private HttpResponse<byte[]> sendFile(String path, @Nullable String token, String type, byte[] file) {
        return send(request("/api/v1" + path, token)
                .header("Content-Type", type)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(file)));
    }

    private int delete(String path, String token) {
        return send(request("/api/v1" + path, token).DELETE()).statusCode();
    }

    /** Visitors as a page does, others as a program. */
    private HttpResponse<byte[]> get(String url, @Nullable String token) {
        return send(request(token == null ? url : "/api/v1" + url, token).GET());
    }

    private HttpRequest.Builder request(String path, @Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(engine.url() + path));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
