package dev.outpatient.patients;

import static dev.outpatient.ApiClient.body;
import static dev.outpatient.ApiClient.invalid;
import static dev.outpatient.ApiClient.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jayway.jsonpath.JsonPath;
import dev.outpatient.ApiClient;
import dev.outpatient.ClinicFixture;
import dev.outpatient.Engine;
import dev.outpatient.OnEachEngine;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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

    private DoctorId doctor = new DoctorId(0);
    private PatientId patient = new PatientId(0);
    private String record = "";
    private String byDoctor = "";

    EmergencyAccessTest(Engine engine) {
        this.clinic = new ClinicFixture(engine.program());
        this.api = new ApiClient(engine);
        this.accesses = engine.bean(EmergencyAccesses.class);
        this.patients = engine.bean(Patients.class);
        this.jdbc = engine.bean(JdbcClient.class);
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
    void thePatientIsToldWithoutTheReason() {
        api.post(record + "/emergency-access", byDoctor, REASON).expectStatus().isCreated();
        assertThat(accesses.lately(patient))
                .hasSize(1)
                .allMatch(access -> access.doctorId().equals(doctor));
        assertThat(accesses.lately(clinic.patient())).isEmpty();
        List<String> logged =
                jdbc.sql("SELECT body FROM log_outbox").query(String.class).list();
        assertThat(logged).noneMatch(body -> body.contains("Unconscious"));
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
