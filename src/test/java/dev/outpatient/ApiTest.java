package dev.outpatient;

import static dev.outpatient.ApiClient.body;
import static dev.outpatient.ApiClient.invalid;
import static dev.outpatient.ApiClient.problem;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** The REST contract, over HTTP, on each engine. */
@OnEachEngine
class ApiTest {

    private final ClinicFixture clinic;
    private final SlotSearch slots;
    private final ApiClient api;

    private OfficeId office = new OfficeId(0);
    private DoctorId doctor = new DoctorId(0);
    private PatientId patient = new PatientId(0);
    private String doctorEmail = "";
    private String patientEmail = "";

    ApiTest(Engine engine) {
        this.clinic = new ClinicFixture(engine.program());
        this.slots = engine.bean(SlotSearch.class);
        this.api = new ApiClient(engine);
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
        api.post(
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
                .isEqualTo(900);
        api.get("/me", api.token(patientEmail))
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
        String wrong = body(api.post("/auth/token", null, Map.of("email", patientEmail, "password", "wrong")));
        String unknown =
                body(api.post("/auth/token", null, Map.of("email", "nobody@example.org", "password", "wrong")));
        assertThat(wrong).contains("/problems/bad-credentials").isEqualTo(unknown);
    }

    /** As only JSON can hold it. */
    @Test
    void halfACharacterIsRefusedByItsField() {
        String half = "{\"email\":\"%s\",\"password\":\"\\ud83d\"}".formatted(patientEmail);
        String refused = body(api.post("/auth/token", null, half));
        assertThat(JsonPath.<String>read(refused, "$.type")).isEqualTo("/problems/validation");
        assertThat(JsonPath.<String>read(refused, "$.errors[0].field")).isEqualTo("password");
        String whole = "{\"email\":\"%s\",\"password\":\"\\ud83d\\ude00\"}".formatted(patientEmail);
        problem(api.post("/auth/token", null, whole), 401, "bad-credentials");
    }

    @Test
    void withoutCredentialsOrWithABadTokenItIs401() {
        problem(api.get("/me", null), 401, "unauthenticated");
        problem(api.get("/me", "none.of.ours"), 401, "unauthenticated");
        problem(api.post("/appointments", null, Map.of()), 401, "unauthenticated");
    }

    @Test
    void shortListsHavePagesToo() {
        List<String> all = JsonPath.read(body(api.get("/specialties", null)), "$.items");
        String first = body(api.get("/specialties?limit=1", null));
        assertThat(JsonPath.<List<String>>read(first, "$.items")).containsExactly(all.getFirst());
        String next = JsonPath.read(first, "$.next");
        if (all.size() > 1) {
            assertThat(JsonPath.<List<String>>read(
                            body(api.get("/specialties?limit=1&after=" + next, null)), "$.items"))
                    .containsExactly(all.get(1));
        }
        invalid(api.get("/specialties?limit=0", null), "limit");
        invalid(api.get("/specialties?after=none", null), "after");
    }

    @Test
    void whatTheFirewallRefusesIsAProblemToo() {
        problem(api.get("/doctors;a=b/1", null), 400, "validation");
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
        api.post("/patients", null, person)
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
        invalid(api.post("/patients", null, person), "email");
        assertThat(api.token(email, "long enough")).isNotEmpty();
    }

    @Test
    void registrationNamesTheFieldThatIsWrong() {
        Map<String, Object> good = Map.of("name", "N", "email", ClinicFixture.email("n"), "password", "long enough");
        invalid(api.post("/patients", null, with(good, "password", "short")), "password");
        invalid(api.post("/patients", null, with(good, "email", "no address")), "email");
        invalid(api.post("/patients", null, with(good, "phone", "1".repeat(21))), "phone");
        invalid(api.post("/patients", null, with(good, "dateOfBirth", "2999-01-01")), "dateOfBirth");
        invalid(api.post("/patients", null, with(good, "dateOfBirth", "yesterday")), "dateOfBirth");
        invalid(api.post("/patients", null, with(good, "favouriteColour", "teal")), "favouriteColour");
        invalid(api.post("/patients", null, with(good, "name", " ")), "name");
    }

    @Test
    void aPatientReadsAndChangesOnlyTheOwnRecord() {
        String token = api.token(patientEmail);
        api.get("/patients/" + patient, token)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"1\"");
        problem(api.get("/patients/" + clinic.patient(), token), 404, "not-found");
        Map<String, Object> change = Map.of("name", "Pat Changed", "email", patientEmail);
        api.put("/patients/" + patient, token, change, "\"1\"")
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"2\"");
        problem(api.put("/patients/" + patient, token, change, "\"1\""), 412, "stale");
        api.put("/patients/" + patient, token, Map.of("name", "Without mail"), null)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.email")
                .isEqualTo(patientEmail);
        problem(api.put("/patients/" + clinic.patient(), token, change, null), 404, "not-found");
    }

    @Test
    void aDoctorReadsTheRecordOfPatientsInCareOnly() {
        String token = api.token(doctorEmail);
        problem(api.get("/patients/" + patient, token), 404, "not-found");
        book(api.token(patientEmail), firstFree());
        api.get("/patients/" + patient, token).expectStatus().isOk();
        problem(api.put("/patients/" + patient, token, Map.of("name", "X"), null), 404, "not-found");
    }

    @Test
    void doctorsAreFoundByNameSpecialtyPlaceAndPartOfDay() {
        String found = body(api.get("/doctors?limit=100&officeId=" + office + "&specialty=cardioLOGY&q=ada", null));
        assertThat(found)
                .contains("\"id\":" + doctor + ",", "Cardiology")
                .doesNotContain(doctorEmail, "617-555", "MA-1");
        clinic.week(doctor, office, LocalTime.of(8, 0), LocalTime.of(12, 0), 30);
        api.get("/doctors?partOfDay=AM&officeId=" + office, null)
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(1);
        api.get("/doctors?partOfDay=PM&officeId=" + office, null)
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(0);
        api.get("/doctors?q=nobodysname", null)
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(0);
        invalid(api.get("/doctors?partOfDay=NOON", null), "partOfDay");
        invalid(api.get("/doctors?limit=0", null), "limit");
        invalid(api.get("/doctors?limit=101", null), "limit");
        invalid(api.get("/doctors?after=!!", null), "after");
    }

    @Test
    void pagesFollowEachOtherWithoutLossOrRepetition() {
        clinic.doctor(office);
        clinic.doctor(office);
        String first = body(api.get("/doctors?limit=2&officeId=" + office, null));
        String next = first.replaceAll(".*\"next\":\"([^\"]+)\".*", "$1");
        String second = body(api.get("/doctors?limit=2&officeId=" + office + "&after=" + next, null));
        assertThat(second).endsWith("\"next\":null}");
        assertThat(ids(first)).hasSize(2);
        assertThat(ids(second)).hasSize(1).doesNotContainAnyElementsOf(ids(first));
    }

    @Test
    void slotsAreInOrderAtTheOfficesOffsetAndWithinTheDates() {
        Slot slot = firstFree();
        String date = slot.startsAt().toLocalDate().toString();
        String body = body(api.get("/slots?doctorId=" + doctor + "&from=" + date + "&to=" + date + "&limit=100", null));
        assertThat(body)
                .contains("\"startsAt\":\"" + date)
                .contains(slot.startsAt().getOffset().getId());
        invalid(api.get("/slots?from=tomorrow", null), "from");
        api.get("/slots?doctorId=" + doctor + "&partOfDay=AM&limit=1", null)
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
        String token = api.token(patientEmail);
        ResponseSpec booked = api.post("/appointments", token, wish(slot));
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

        api.get(path, token).expectStatus().isOk();
        api.get(path, api.token(doctorEmail)).expectStatus().isOk();
        String other = ClinicFixture.email("other");
        clinic.patient(other);
        problem(api.get(path, api.token(other)), 404, "not-found");
        problem(api.post(path + "/cancel", api.token(other), Map.of()), 404, "not-found");

        assertThat(body(api.get("/appointments?when=upcoming", token))).contains("\"id\":" + path.substring(14) + ",");
        assertThat(body(api.get("/appointments?when=past", token))).isEqualTo("{\"items\":[],\"next\":null}");
        assertThat(body(api.get("/appointments?when=upcoming", api.token(doctorEmail))))
                .contains("Pat Patient");
        assertThat(body(api.get("/slots?doctorId=" + doctor + "&limit=100", null)))
                .doesNotContain(text(slot.startsAt()));
        problem(api.post("/appointments", api.token(other), wish(slot)), 409, "slot-taken");
        String refused = body(api.post("/appointments", api.token(other), wish(slot)));
        assertThat(refused.split("\"doctorId\"", -1)).as("five alternatives").hasSize(6);
    }

    @Test
    void cancellingFreesTheTimeOnce() {
        Slot slot = firstFree();
        String token = api.token(patientEmail);
        String path = book(token, slot);
        problem(api.post(path + "/cancel", token, Map.of(), "\"7\""), 412, "stale");
        // Else who cancels would count as one who did not come.
        for (String word : List.of("no_show", " No_Show ", "nó_show")) {
            invalid(api.post(path + "/cancel", token, Map.of("reason", word)), "reason");
        }
        api.post(path + "/cancel", token, Map.of("reason", "I am well again"), "\"1\"")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("cancelled")
                .jsonPath("$.cancelledBy")
                .isEqualTo("patient")
                .jsonPath("$.cancelReason")
                .isEqualTo("I am well again");
        problem(api.post(path + "/cancel", token, Map.of()), 409, "invalid-transition");
        assertThat(firstFree()).isEqualTo(slot);
        book(token, slot);
    }

    @Test
    void theSameRequestTwiceBooksOnce() {
        Slot slot = firstFree();
        String token = api.token(patientEmail);
        String key = ClinicFixture.email("key");
        String first = body(api.post("/appointments", token, wish(slot), null, key));
        Map<String, Object> sameInUtc = with(
                wish(slot),
                "startsAt",
                slot.startsAt().withOffsetSameInstant(ZoneOffset.UTC).toString());
        assertThat(body(api.post("/appointments", token, sameInUtc, null, key))).isEqualTo(first);
        problem(
                api.post("/appointments", token, with(wish(slot), "reason", "Another"), null, key),
                422,
                "idempotency-mismatch");
    }

    @Test
    void whatNobodyCouldBookIsRefusedByItsRule() {
        String token = api.token(patientEmail);
        Slot slot = firstFree();
        notBookable(token, slot.startsAt().minusYears(1), "past");
        notBookable(token, OffsetDateTime.now(ZoneOffset.UTC).plusMinutes(10), "too-soon");
        notBookable(token, slot.startsAt().plusYears(1), "too-far-ahead");
        notBookable(token, slot.startsAt().plusMinutes(5), "off-the-grid");
        notBookable(token, slot.startsAt().withHour(3).plusDays(2), "outside-hours");
        invalid(api.post("/appointments", token, with(wish(slot), "startsAt", "2026-12-01T09:00:00")), "startsAt");
        invalid(api.post("/appointments", token, with(wish(slot), "reason", "x".repeat(501))), "reason");
        problem(api.post("/appointments", token, with(wish(slot), "doctorId", 999_999_999)), 404, "not-found");
        problem(
                api.post(
                        "/appointments",
                        token,
                        with(wish(slot), "patientId", clinic.patient().value())),
                404,
                "not-found");
        problem(api.post("/appointments", api.token(doctorEmail), wish(slot)), 403, "forbidden");
    }

    @Test
    void aPatientIsNotInTwoPlaces() {
        Slot slot = firstFree();
        DoctorId other = clinic.doctor(office);
        clinic.week(other, office, LocalTime.of(9, 0), LocalTime.of(17, 0), 30);
        String token = api.token(patientEmail);
        book(token, slot);
        problem(api.post("/appointments", token, with(wish(slot), "doctorId", other.value())), 409, "patient-busy");
    }

    @Test
    void hoursAreTheDoctorsOwn() {
        String token = api.token(doctorEmail);
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
        api.put("/doctors/" + doctor + "/hours", token, List.of(monday), null)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[0].startTime")
                .isEqualTo("08:00:00")
                .jsonPath("$.items[0].dayOfWeek")
                .isEqualTo("MONDAY");
        invalid(
                api.put("/doctors/" + doctor + "/hours", token, List.of(with(monday, "endTime", "08:10")), null),
                "[0].endTime");
        invalid(api.put("/doctors/" + doctor + "/hours", token, List.of(monday, monday), null), "[1].startTime");
        invalid(
                api.put("/doctors/" + doctor + "/hours", token, List.of(with(monday, "officeId", 999_999)), null),
                "[0].officeId");
        problem(api.put("/doctors/" + clinic.doctor(office) + "/hours", token, List.of(), null), 404, "not-found");
        problem(api.get("/doctors/" + doctor + "/hours", api.token(patientEmail)), 403, "forbidden");
    }

    @Test
    void datesThatNobodyMeansAndEndlessSearchesAreRefused() {
        invalid(api.get("/slots?from=-999999999-01-01", null), "from");
        invalid(api.get("/slots?to=%2B999999999-12-31", null), "to");
        invalid(api.get("/appointments?date=%2B999999999-12-31", api.token(patientEmail)), "date");
        invalid(api.get("/doctors?q=" + "a+".repeat(9), null), "q");
    }

    @Test
    void unknownPathsAndBodiesAreToldPlainly() {
        problem(api.get("/nothing", null), 404, "not-found");
        api.post("/auth/token", null, "{")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("/problems/validation");
        problem(api.get("/doctors/99999999", null), 404, "not-found");
        invalid(api.get("/doctors/first", null), "id");
    }

    private void notBookable(String token, OffsetDateTime start, String rule) {
        ResponseSpec answer = api.post(
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
        String location = Objects.requireNonNull(api.post("/appointments", token, wish(slot))
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
}
