package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.scheduling.Slot;
import dev.outpatient.scheduling.SlotFilter;
import dev.outpatient.scheduling.SlotSearch;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** The REST contract, over HTTP, on each engine. */
@OnEachEngine
class ApiTest {

    private final ClinicFixture clinic;
    private final SlotSearch slots;
    private final RestTestClient http;

    private OfficeId office = new OfficeId(0);
    private DoctorId doctor = new DoctorId(0);
    private PatientId patient = new PatientId(0);
    private String doctorEmail = "";
    private String patientEmail = "";

    ApiTest(Engine engine) {
        this.clinic = new ClinicFixture(engine.program());
        this.slots = engine.bean(SlotSearch.class);
        this.http =
                RestTestClient.bindToServer().baseUrl(engine.url() + "/api/v1").build();
    }

    @BeforeEach
    void people() {
        office = clinic.office(ClinicFixture.BOSTON);
        doctorEmail = ClinicFixture.email("doctor");
        doctor = clinic.doctor(doctorEmail, office);
        clinic.week(doctor, office, LocalTime.of(9, 0), LocalTime.of(17, 0), 30);
        patientEmail = ClinicFixture.email("patient");
        patient = clinic.patient(patientEmail);
    }

    @Test
    void aTokenTellsWhoSignedIn() {
        post(
                        "/auth/token",
                        null,
                        Map.of("email", patientEmail.toUpperCase(Locale.ROOT), "password", ClinicFixture.PASSWORD))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.tokenType")
                .isEqualTo("Bearer")
                .jsonPath("$.role")
                .isEqualTo("patient")
                .jsonPath("$.id")
                .isEqualTo((int) patient.value())
                .jsonPath("$.expiresIn")
                .isEqualTo(3600);
        get("/me", token(patientEmail))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.email")
                .isEqualTo(patientEmail)
                .jsonPath("$.role")
                .isEqualTo("patient")
                .jsonPath("$.name")
                .isEqualTo("Pat Patient");
    }

    @Test
    void aWrongPasswordAndAnUnknownEmailAnswerAlike() {
        String wrong = body(post("/auth/token", null, Map.of("email", patientEmail, "password", "wrong")));
        String unknown = body(post("/auth/token", null, Map.of("email", "nobody@example.org", "password", "wrong")));
        assertThat(wrong).contains("/problems/bad-credentials").isEqualTo(unknown);
    }

    @Test
    void withoutCredentialsOrWithABadTokenItIs401() {
        problem(get("/me", null), 401, "unauthenticated");
        problem(get("/me", "none.of.ours"), 401, "unauthenticated");
        problem(post("/appointments", null, Map.of()), 401, "unauthenticated");
    }

    @Test
    void aVisitorRegistersAndMayNotTwice() {
        String email = ClinicFixture.email("new");
        Map<String, Object> person = Map.of(
                "name",
                "New Patient",
                "email",
                email,
                "password",
                "long enough",
                "phone",
                "617-555-0123",
                "address",
                "3 Main St",
                "city",
                "Boston",
                "state",
                "MA",
                "dateOfBirth",
                "1990-02-28");
        post("/patients", null, person)
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.id")
                .isNumber()
                .jsonPath("$.email")
                .isEqualTo(email)
                .jsonPath("$.password")
                .doesNotExist()
                .jsonPath("$.dateOfBirth")
                .isEqualTo("1990-02-28");
        invalid(post("/patients", null, person), "email");
        assertThat(token(email, "long enough")).isNotEmpty();
    }

    @Test
    void registrationNamesTheFieldThatIsWrong() {
        Map<String, Object> good = Map.of("name", "N", "email", ClinicFixture.email("n"), "password", "long enough");
        invalid(post("/patients", null, with(good, "password", "short")), "password");
        invalid(post("/patients", null, with(good, "email", "no address")), "email");
        invalid(post("/patients", null, with(good, "phone", "1".repeat(21))), "phone");
        invalid(post("/patients", null, with(good, "dateOfBirth", "2999-01-01")), "dateOfBirth");
        invalid(post("/patients", null, with(good, "dateOfBirth", "yesterday")), "dateOfBirth");
        invalid(post("/patients", null, with(good, "favouriteColour", "teal")), "favouriteColour");
        invalid(post("/patients", null, with(good, "name", " ")), "name");
    }

    @Test
    void aPatientReadsAndChangesOnlyTheOwnRecord() {
        String token = token(patientEmail);
        get("/patients/" + patient, token).expectStatus().isOk().expectHeader().valueEquals("ETag", "\"1\"");
        problem(get("/patients/" + clinic.patient(), token), 404, "not-found");
        Map<String, Object> change = Map.of("name", "Pat Changed", "email", patientEmail);
        put("/patients/" + patient, token, change, "\"1\"")
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"2\"");
        problem(put("/patients/" + patient, token, change, "\"1\""), 412, "stale");
        problem(put("/patients/" + clinic.patient(), token, change, null), 404, "not-found");
    }

    @Test
    void aDoctorReadsTheRecordOfPatientsInCareOnly() {
        String token = token(doctorEmail);
        problem(get("/patients/" + patient, token), 404, "not-found");
        book(token(patientEmail), firstFree());
        get("/patients/" + patient, token).expectStatus().isOk();
        problem(put("/patients/" + patient, token, Map.of("name", "X"), null), 404, "not-found");
    }

    @Test
    void doctorsAreFoundByNameSpecialtyPlaceAndPartOfDay() {
        String found = body(get("/doctors?limit=100&officeId=" + office + "&specialty=Cardiology&q=ada", null));
        assertThat(found)
                .contains("\"id\":" + doctor + ",", "Cardiology")
                .doesNotContain(doctorEmail, "617-555", "MA-1");
        clinic.week(doctor, office, LocalTime.of(8, 0), LocalTime.of(12, 0), 30);
        get("/doctors?partOfDay=AM&officeId=" + office, null)
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(1);
        get("/doctors?partOfDay=PM&officeId=" + office, null)
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(0);
        get("/doctors?q=nobodysname", null)
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(0);
        invalid(get("/doctors?partOfDay=NOON", null), "partOfDay");
        invalid(get("/doctors?limit=0", null), "limit");
        invalid(get("/doctors?limit=101", null), "limit");
        invalid(get("/doctors?after=!!", null), "after");
    }

    @Test
    void pagesFollowEachOtherWithoutLossOrRepetition() {
        clinic.doctor(office);
        clinic.doctor(office);
        String first = body(get("/doctors?limit=2&officeId=" + office, null));
        String next = first.replaceAll(".*\"next\":\"([^\"]+)\".*", "$1");
        String second = body(get("/doctors?limit=2&officeId=" + office + "&after=" + next, null));
        assertThat(second).endsWith("\"next\":null}");
        assertThat(ids(first)).hasSize(2);
        assertThat(ids(second)).hasSize(1).doesNotContainAnyElementsOf(ids(first));
    }

    @Test
    void slotsAreInOrderAtTheOfficesOffsetAndWithinTheDates() {
        Slot slot = firstFree();
        String date = slot.startsAt().toLocalDate().toString();
        String body = body(get("/slots?doctorId=" + doctor + "&from=" + date + "&to=" + date + "&limit=100", null));
        assertThat(body)
                .contains("\"startsAt\":\"" + date)
                .contains(slot.startsAt().getOffset().getId());
        invalid(get("/slots?from=tomorrow", null), "from");
        get("/slots?doctorId=" + doctor + "&partOfDay=AM&limit=1", null)
                .expectBody()
                .jsonPath("$.items[0].doctorName")
                .isEqualTo("Ada Doctor")
                .jsonPath("$.items[0].specialty")
                .isEqualTo("Cardiology")
                .jsonPath("$.items[0].officeId")
                .isEqualTo((int) office.value());
    }

    @Test
    void bookingTakesTheTimeAndEverybodyConcernedSeesIt() {
        Slot slot = firstFree();
        String token = token(patientEmail);
        ResponseSpec booked = post("/appointments", token, wish(slot));
        booked.expectStatus()
                .isCreated()
                .expectHeader()
                .valueEquals("ETag", "\"1\"")
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("scheduled")
                .jsonPath("$.startsAt")
                .isEqualTo(text(slot.startsAt()))
                .jsonPath("$.reason")
                .isEqualTo("Check-up");
        String location = Objects.requireNonNull(
                booked.returnResult(String.class).getResponseHeaders().getFirst("Location"));
        String path = location.substring("/api/v1".length());

        get(path, token).expectStatus().isOk();
        get(path, token(doctorEmail)).expectStatus().isOk();
        String other = ClinicFixture.email("other");
        clinic.patient(other);
        problem(get(path, token(other)), 404, "not-found");
        problem(post(path + "/cancel", token(other), Map.of()), 404, "not-found");

        assertThat(body(get("/appointments?when=upcoming", token))).contains("\"id\":" + path.substring(14) + ",");
        assertThat(body(get("/appointments?when=past", token))).isEqualTo("{\"items\":[],\"next\":null}");
        assertThat(body(get("/appointments?when=upcoming", token(doctorEmail)))).contains("Pat Patient");
        assertThat(body(get("/slots?doctorId=" + doctor + "&limit=100", null))).doesNotContain(text(slot.startsAt()));
        problem(post("/appointments", token(other), wish(slot)), 409, "slot-taken");
        String refused = body(post("/appointments", token(other), wish(slot)));
        assertThat(refused.split("\"doctorId\"", -1)).as("five alternatives").hasSize(6);
    }

    @Test
    void cancellingFreesTheTimeOnce() {
        Slot slot = firstFree();
        String token = token(patientEmail);
        String path = book(token, slot);
        problem(post(path + "/cancel", token, Map.of(), "\"7\""), 412, "stale");
        post(path + "/cancel", token, Map.of("reason", "I am well again"), "\"1\"")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("cancelled")
                .jsonPath("$.cancelledBy")
                .isEqualTo("patient")
                .jsonPath("$.cancelReason")
                .isEqualTo("I am well again");
        problem(post(path + "/cancel", token, Map.of()), 409, "invalid-transition");
        assertThat(firstFree()).isEqualTo(slot);
        book(token, slot);
    }

    @Test
    void theSameRequestTwiceBooksOnce() {
        Slot slot = firstFree();
        String token = token(patientEmail);
        String key = ClinicFixture.email("key");
        String first = body(post("/appointments", token, wish(slot), null, key));
        Map<String, Object> sameInUtc = with(
                wish(slot),
                "startsAt",
                slot.startsAt().withOffsetSameInstant(ZoneOffset.UTC).toString());
        assertThat(body(post("/appointments", token, sameInUtc, null, key))).isEqualTo(first);
        problem(
                post("/appointments", token, with(wish(slot), "reason", "Another"), null, key),
                422,
                "idempotency-mismatch");
    }

    @Test
    void whatNobodyCouldBookIsRefusedByItsRule() {
        String token = token(patientEmail);
        Slot slot = firstFree();
        notBookable(token, slot.startsAt().minusYears(1), "past");
        notBookable(token, OffsetDateTime.now(ZoneOffset.UTC).plusMinutes(10), "too-soon");
        notBookable(token, slot.startsAt().plusYears(1), "too-far-ahead");
        notBookable(token, slot.startsAt().plusMinutes(5), "off-the-grid");
        notBookable(token, slot.startsAt().withHour(3).plusDays(2), "outside-hours");
        invalid(post("/appointments", token, with(wish(slot), "startsAt", "2026-12-01T09:00:00")), "startsAt");
        invalid(post("/appointments", token, with(wish(slot), "reason", "x".repeat(501))), "reason");
        problem(post("/appointments", token, with(wish(slot), "doctorId", 999_999_999)), 404, "not-found");
        problem(
                post(
                        "/appointments",
                        token,
                        with(wish(slot), "patientId", clinic.patient().value())),
                404,
                "not-found");
        problem(post("/appointments", token(doctorEmail), wish(slot)), 403, "forbidden");
    }

    @Test
    void aPatientIsNotInTwoPlaces() {
        Slot slot = firstFree();
        DoctorId other = clinic.doctor(office);
        clinic.week(other, office, LocalTime.of(9, 0), LocalTime.of(17, 0), 30);
        String token = token(patientEmail);
        book(token, slot);
        problem(post("/appointments", token, with(wish(slot), "doctorId", other.value())), 409, "patient-busy");
    }

    @Test
    void hoursAreTheDoctorsOwn() {
        String token = token(doctorEmail);
        Map<String, Object> monday = Map.of(
                "officeId",
                office.value(),
                "dayOfWeek",
                "MONDAY",
                "startTime",
                "08:00",
                "endTime",
                "12:00",
                "visitMinutes",
                20);
        put("/doctors/" + doctor + "/hours", token, List.of(monday), null)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[0].startTime")
                .isEqualTo("08:00:00")
                .jsonPath("$.items[0].dayOfWeek")
                .isEqualTo("MONDAY");
        invalid(
                put("/doctors/" + doctor + "/hours", token, List.of(with(monday, "endTime", "08:10")), null),
                "[0].endTime");
        invalid(put("/doctors/" + doctor + "/hours", token, List.of(monday, monday), null), "[1].startTime");
        invalid(
                put("/doctors/" + doctor + "/hours", token, List.of(with(monday, "officeId", 999_999)), null),
                "[0].officeId");
        problem(put("/doctors/" + clinic.doctor(office) + "/hours", token, List.of(), null), 404, "not-found");
        problem(get("/doctors/" + doctor + "/hours", token(patientEmail)), 403, "forbidden");
    }

    @Test
    void datesThatNobodyMeansAndEndlessSearchesAreRefused() {
        invalid(get("/slots?from=-999999999-01-01", null), "from");
        invalid(get("/slots?to=%2B999999999-12-31", null), "to");
        invalid(get("/appointments?date=%2B999999999-12-31", token(patientEmail)), "date");
        invalid(get("/doctors?q=" + "a+".repeat(9), null), "q");
    }

    @Test
    void unknownPathsAndBodiesAreToldPlainly() {
        problem(get("/nothing", null), 404, "not-found");
        http.post()
                .uri("/auth/token")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/validation");
        problem(get("/doctors/99999999", null), 404, "not-found");
        invalid(get("/doctors/first", null), "id");
    }

    private void notBookable(String token, OffsetDateTime start, String rule) {
        ResponseSpec answer = post(
                "/appointments",
                token,
                Map.of("doctorId", doctor.value(), "officeId", office.value(), "startsAt", start.toString()));
        answer.expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/not-bookable")
                .jsonPath("$.rule")
                .isEqualTo(rule);
    }

    private String book(String token, Slot slot) {
        String location = Objects.requireNonNull(post("/appointments", token, wish(slot))
                .expectStatus()
                .isCreated()
                .returnResult(String.class)
                .getResponseHeaders()
                .getFirst("Location"));
        return location.substring("/api/v1".length());
    }

    private Slot firstFree() {
        return slots.search(SlotFilter.of(doctor), 1).getFirst();
    }

    private static Map<String, Object> wish(Slot slot) {
        return Map.of(
                "doctorId", slot.doctor().id().value(),
                "officeId", slot.office().id().value(),
                "startsAt", slot.startsAt().toString(),
                "reason", "Check-up");
    }

    private static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
        Map<String, Object> changed = new HashMap<>(body);
        changed.put(field, value);
        return changed;
    }

    private static String text(OffsetDateTime time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }

    private static List<String> ids(String list) {
        return Pattern.compile("\\{\"id\":(\\d+),\"name\":\"Ada")
                .matcher(list)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private String token(String email) {
        return token(email, ClinicFixture.PASSWORD);
    }

    private String token(String email, String password) {
        return body(post("/auth/token", null, Map.of("email", email, "password", password)))
                .replaceAll(".*\"accessToken\":\"([^\"]+)\".*", "$1");
    }

    private ResponseSpec get(String path, @Nullable String token) {
        return http.get()
                .uri(path)
                .headers(headers -> {
                    if (token != null) {
                        headers.setBearerAuth(token);
                    }
                })
                .exchange();
    }

    private ResponseSpec post(String path, @Nullable String token, Object body) {
        return post(path, token, body, null, null);
    }

    private ResponseSpec post(String path, @Nullable String token, Object body, String ifMatch) {
        return post(path, token, body, ifMatch, null);
    }

    private ResponseSpec post(
            String path, @Nullable String token, Object body, @Nullable String ifMatch, @Nullable String key) {
        return http.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> {
                    if (token != null) {
                        headers.setBearerAuth(token);
                    }
                    if (ifMatch != null) {
                        headers.setIfMatch(ifMatch);
                    }
                    if (key != null) {
                        headers.set("Idempotency-Key", key);
                    }
                })
                .body(body)
                .exchange();
    }

    private ResponseSpec put(String path, String token, Object body, @Nullable String ifMatch) {
        return http.put()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> {
                    headers.setBearerAuth(token);
                    if (ifMatch != null) {
                        headers.setIfMatch(ifMatch);
                    }
                })
                .body(body)
                .exchange();
    }

    private static void invalid(ResponseSpec answer, String field) {
        answer.expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/validation")
                .jsonPath("$.errors[0].field")
                .isEqualTo(field)
                .jsonPath("$.errors[0].message")
                .isNotEmpty();
    }

    private static void problem(ResponseSpec answer, int status, String type) {
        answer.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/" + type);
    }

    private static String body(ResponseSpec answer) {
        return Objects.requireNonNull(answer.returnResult(String.class).getResponseBody());
    }
}
