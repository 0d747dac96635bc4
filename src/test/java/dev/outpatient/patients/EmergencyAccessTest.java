package dev.outpatient.patients;

import static dev.outpatient.ApiClient.body;
import static dev.outpatient.ApiClient.invalid;
import static dev.outpatient.ApiClient.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jayway.jsonpath.JsonPath;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.outpatient.ApiClient;
import dev.outpatient.ClinicFixture;
import dev.outpatient.Engine;
import dev.outpatient.OnEachEngine;
import dev.outpatient.PageClient;
import dev.outpatient.audit.Delivered;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Reference;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A record of somebody not in care opens for a reason, for an hour, and is reviewed. */
@OnEachEngine
class EmergencyAccessTest {

    private static final Map<String, String> REASON = Map.of("reason", "Unconscious in the waiting room");

    private final ClinicFixture clinic;
    private final ApiClient api;
    private final EmergencyAccesses accesses;
    private final Patients patients;
    private final JdbcClient jdbc;
    private final Engine engine;
    private final MongoCollection<Document> logs;
    private final String url;

    private DoctorId doctor = new DoctorId(0);
    private PatientId patient = new PatientId(0);
    private String record = "";
    private String byDoctor = "";

    EmergencyAccessTest(Engine engine) {
        this.engine = engine;
        this.clinic = new ClinicFixture(engine.program());
        this.api = new ApiClient(engine);
        this.accesses = engine.bean(EmergencyAccesses.class);
        this.patients = engine.bean(Patients.class);
        this.jdbc = engine.bean(JdbcClient.class);
        this.logs = engine.bean(MongoDatabase.class).getCollection("logs");
        this.url = engine.url();
    }

    @BeforeEach
    void people() {
        doctor = clinic.doctor();
        patient = clinic.patient();
        record = "/patients/" + patient;
        byDoctor = api.token(Actor.of(doctor));
    }

    @Test
    void opensTheRecordForAnHourAndForOneDoctor() {
        problem(api.get(record, byDoctor), 404, "not-found");
        Instant before = Instant.now();
        String opened = body(api.post(record + "/emergency-access", byDoctor, REASON));
        assertThat(Instant.parse(JsonPath.read(opened, "$.expiresAt")))
                .isBetween(before.plus(Duration.ofMinutes(59)), Instant.now().plus(Duration.ofMinutes(61)));
        api.get(record, byDoctor).expectStatus().isOk();
        problem(api.get(record, api.token(Actor.of(clinic.doctor()))), 404, "not-found");
        assertThat(JsonPath.<Integer>read(body(api.post(record + "/emergency-access", byDoctor, REASON)), "$.id"))
                .as("the one that is open already")
                .isEqualTo(JsonPath.<Integer>read(opened, "$.id"));

        jdbc.sql("UPDATE emergency_access SET expires_at = opened_at WHERE patient_id = ?")
                .param(patient.value())
                .update();
        problem(api.get(record, byDoctor), 404, "not-found");
    }

    /** Who left the record finds the way back, and until when. */
    @Test
    void theDoctorSeesWhichAreOpenAndUntilWhen() {
        String email = ClinicFixture.email("emergency");
        DoctorId here = clinic.doctor(email);
        try (PageClient pages = new PageClient(url)) {
            pages.submit("/sign-in", Map.of("email", email, "password", ClinicFixture.PASSWORD));
            assertThat(pages.get("/emergency").body()).doesNotContain("Open to you now");
            accesses.open(Actor.of(here), patient, "Unconscious in the waiting room");
            assertThat(pages.get("/emergency").body())
                    .contains("Open to you now", "href=\"/patients/" + patient + "\"")
                    .doesNotContain("{0}");
            assertThat(pages.get(record).body()).containsPattern("It is open until \\w+ \\d+ \\w+, \\d+:\\d\\d");
            assertThatThrownBy(() -> accesses.listOpen(Actor.of(patient))).isInstanceOf(Problem.Forbidden.class);
        }
    }

    @Test
    void givesNothingButTheRecord() {
        OfficeId office = clinic.office(ClinicFixture.BOSTON);
        DoctorId other = clinic.alwaysWorking(office, 30);
        String slot = JsonPath.read(body(api.get("/slots?limit=1&doctorId=" + other, null)), "$.items[0].startsAt");
        String booked = body(api.post(
                "/appointments",
                api.token(Actor.of(patient)),
                Map.of("doctorId", other.value(), "officeId", office.value(), "startsAt", slot)));
        api.post(record + "/emergency-access", byDoctor, REASON).expectStatus().isCreated();
        problem(api.get("/appointments/" + JsonPath.<Integer>read(booked, "$.id"), byDoctor), 404, "not-found");
        problem(api.put(record, byDoctor, Map.of("name", "Somebody else"), null), 404, "not-found");
    }

    @Test
    void isRefusedWithoutAReasonAPatientOrTheNeed() {
        String path = record + "/emergency-access";
        invalid(api.post(path, byDoctor, Map.of("reason", "because")), "reason");
        invalid(api.post(path, byDoctor, Map.of("reason", " ".repeat(20))), "reason");
        problem(api.post("/patients/987654321/emergency-access", byDoctor, REASON), 404, "not-found");
        problem(api.post(path, api.token(Actor.of(patient)), REASON), 403, "forbidden");
        problem(api.post(path, api.token(Actor.OPERATOR), REASON), 403, "forbidden");
        OfficeId office = clinic.office(ClinicFixture.BOSTON);
        DoctorId own = clinic.alwaysWorking(office, 30);
        String slot = JsonPath.read(body(api.get("/slots?limit=1&doctorId=" + own, null)), "$.items[0].startsAt");
        api.post(
                        "/appointments",
                        api.token(Actor.of(patient)),
                        Map.of("doctorId", own.value(), "officeId", office.value(), "startsAt", slot))
                .expectStatus()
                .isCreated();
        invalid(api.post(path, api.token(Actor.of(own)), REASON), "reason");
        assertThat(accesses.lately(patient)).isEmpty();
    }

    @Test
    void waitsForAReviewThatIsDoneOnce() {
        int id = JsonPath.read(body(api.post(record + "/emergency-access", byDoctor, REASON)), "$.id");
        String byAdmin = api.token(clinic.admin());
        List<Integer> waiting = JsonPath.read(body(api.get("/emergency-accesses", byAdmin)), "$.items[*].id");
        assertThat(waiting).contains(id);
        String path = "/emergency-accesses/" + id + "/review";
        invalid(api.post(path, byAdmin, Map.of("note", "")), "note");
        problem(api.post(path, byDoctor, Map.of("note", "Fine by me")), 403, "forbidden");
        api.post(path, byAdmin, Map.of("note", "In order")).expectStatus().isNoContent();
        problem(api.post(path, byAdmin, Map.of("note", "Again")), 404, "not-found");
        waiting = JsonPath.read(body(api.get("/emergency-accesses", byAdmin)), "$.items[*].id");
        assertThat(waiting).doesNotContain(id);
        List<String> notes = JsonPath.read(
                body(api.get("/emergency-accesses?reviewed=true", byAdmin)),
                "$.items[?(@.id == " + id + ")].reviewNote");
        assertThat(notes).containsExactly("In order");
    }

    @Test
    void bothListsGoOnPageByPage() {
        List<Long> opened = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            opened.add(accesses.open(Actor.of(doctor), clinic.patient(), "Unconscious in the waiting room")
                    .id());
        }
        String byAdmin = api.token(clinic.admin());
        assertThat(pages("/emergency-accesses?limit=2", byAdmin)).containsSubsequence(opened);
        Actor reviewer = clinic.adminAccount();
        opened.forEach(id -> accesses.review(reviewer, id, "In order"));
        assertThat(pages("/emergency-accesses?limit=2", byAdmin)).doesNotContainAnyElementsOf(opened);
        assertThat(pages("/emergency-accesses?reviewed=true&limit=2", byAdmin)).containsSubsequence(opened.reversed());
        invalid(api.get("/emergency-accesses?after=nonsense", byAdmin), "after");
        api.get("/emergency-accesses?limit=101", byAdmin).expectStatus().isBadRequest();
    }

    private List<Long> pages(String list, String token) {
        List<Long> found = new ArrayList<>();
        String next = null;
        do {
            String page = body(api.get(list + (next == null ? "" : "&after=" + next), token));
            List<Number> ids = JsonPath.read(page, "$.items[*].id");
            ids.forEach(id -> found.add(id.longValue()));
            next = JsonPath.read(page, "$.next");
        } while (next != null);
        assertThat(found).doesNotHaveDuplicates();
        return found;
    }

    @Test
    void thePatientIsToldWithoutTheReason() {
        api.post(record + "/emergency-access", byDoctor, REASON).expectStatus().isCreated();
        assertThat(accesses.lately(patient))
                .hasSize(1)
                .allMatch(access -> access.doctorId().equals(doctor));
        assertThat(accesses.lately(clinic.patient())).isEmpty();
        List<Document> told = logsAbout(patient);
        assertThat(told).extracting(log -> log.getString("message")).contains("Opened the record in an emergency");
        assertThat(told).noneMatch(log -> log.toJson().contains("Unconscious"));
    }

    @Test
    void thePatientReadsWhoOpenedTheRecord() {
        String email = ClinicFixture.email("told");
        PatientId told = clinic.patient(email);
        accesses.open(Actor.of(doctor), told, "Unconscious in the waiting room");
        try (PageClient pages = new PageClient(url)) {
            pages.submit("/sign-in", Map.of("email", email, "password", ClinicFixture.PASSWORD));
            assertThat(pages.get("/appointments").body())
                    .contains("Ada Doctor opened your record in an emergency")
                    .doesNotContain("Unconscious");
        }
    }

    /** Whoever tries to find out who is a patient leaves a trace. */
    @Test
    void aRefusalIsInTheTrail() {
        Actor actor = Actor.of(doctor);
        String why = "Unconscious in the waiting room";
        LocalDate birth = LocalDate.of(1932, 3, 4);
        String name = "Twin " + ClinicFixture.email("two");
        assertThatThrownBy(() -> accesses.open(actor, name, birth, why)).isInstanceOf(Problem.Invalid.class);
        PatientDetails person = new PatientDetails(name, null, null, null, null, null, birth);
        patients.addAll(Actor.OPERATOR, List.of(person, person), null);
        assertThatThrownBy(() -> accesses.open(actor, name, birth, why)).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> accesses.open(actor, new PatientId(987_654_321), why))
                .isInstanceOf(Problem.NotFound.class);
        assertThat(logs(new Document("user_id", actor.reference().toObjectId())))
                .extracting(log -> log.getString("severity") + ": " + log.getString("message"))
                .containsExactlyInAnyOrder(
                        "warning: Refused: emergency access to somebody who is no patient",
                        "warning: Refused: emergency access by a name that more than one patient has",
                        "warning: Refused: emergency access to a number that is no patient");
    }

    @Test
    void aBirthdayThatNobodyHasIsInvalid() {
        LocalDate never = LocalDate.of(12_000, 1, 1);
        assertThatThrownBy(() -> accesses.open(Actor.of(doctor), "Pat Patient", never, "Unconscious"))
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        e -> assertThat(e.errors().getFirst().field()).isEqualTo("dateOfBirth"));
    }

    @Test
    void pressedTwiceOpensOnce() throws Exception {
        List<Callable<Long>> presses = Collections.nCopies(
                8,
                () -> accesses.open(Actor.of(doctor), patient, "Unconscious in the waiting room")
                        .id());
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            Set<Long> opened = new HashSet<>();
            for (Future<Long> press : threads.invokeAll(presses)) {
                opened.add(press.get());
            }
            assertThat(opened).hasSize(1);
        }
        assertThat(accesses.lately(patient)).hasSize(1);
    }

    private List<Document> logsAbout(PatientId about) {
        return logs(new Document("subject_id", Reference.of(about).toObjectId()));
    }

    /** The logs in MongoDB, with all that were written up to now. */
    private List<Document> logs(Document filter) {
        Delivered.now(engine);
        return logs.find(filter).into(new ArrayList<>());
    }

    @Test
    void aNameIsEnoughOnlyIfItIsOnePatient() {
        LocalDate birth = LocalDate.of(1931, 2, 3);
        String name = "Only " + ClinicFixture.email("one");
        PatientDetails person = new PatientDetails(name, null, null, null, null, null, birth);
        PatientId only = patients.addAll(Actor.OPERATOR, List.of(person), null).getFirst();
        Actor actor = Actor.of(doctor);
        String reason = "Unconscious in the waiting room";
        assertThat(accesses.open(actor, " " + name.toUpperCase(java.util.Locale.ROOT), birth, reason)
                        .patientId())
                .isEqualTo(only);
        assertThatThrownBy(() -> accesses.open(actor, name, birth.plusDays(1), reason))
                .isInstanceOf(Problem.Invalid.class);
        patients.addAll(Actor.OPERATOR, List.of(person), null);
        assertThatThrownBy(() -> accesses.open(actor, name, birth, reason)).isInstanceOf(Problem.Invalid.class);
    }
}
