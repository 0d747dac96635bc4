package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.outpatient.audit.Delivered;
import dev.outpatient.audit.LogEntry;
import dev.outpatient.audit.LogFilter;
import dev.outpatient.audit.LogOrder;
import dev.outpatient.audit.LogSearch;
import dev.outpatient.prescriptions.Medication;
import dev.outpatient.prescriptions.Prescription;
import dev.outpatient.prescriptions.PrescriptionRequest;
import dev.outpatient.prescriptions.Prescriptions;
import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.Booking;
import dev.outpatient.scheduling.BookingRequest;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Page;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Reference;
import dev.outpatient.shared.Role;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the trail holds of what was done by the API, and who may read it. */
@OnEachEngine
class LogsApiTest {

    private static final String PASSWORD = "wrong-password-marker";
    private static final String REASON = "clinical-marker";
    private static final String NAME = "name-marker";

    private final Engine engine;
    private final ApiClient api;
    private final ClinicFixture clinic;
    private final String patientEmail = ClinicFixture.email("patient");
    private final PatientId patient;
    private final DoctorId doctor;
    private final OfficeId office;
    private final String admin;

    LogsApiTest(Engine engine) {
        this.engine = engine;
        this.api = new ApiClient(engine);
        this.clinic = new ClinicFixture(engine.program());
        this.office = clinic.office(ClinicFixture.BOSTON);
        this.doctor = clinic.alwaysWorking(office, 30);
        this.patient = clinic.patient(patientEmail);
        this.admin = api.token(clinic.adminAccount());
    }

    private AppointmentView visit;

    @BeforeEach
    void aVisit() {
        Instant at = Instant.now(engine.bean(Clock.class))
                .plus(3, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.DAYS)
                .plus(15, ChronoUnit.HOURS);
        visit = engine.bean(Booking.class)
                .book(
                        Actor.of(clinic.patient()),
                        new BookingRequest(doctor, office, at.plus(hours++, ChronoUnit.HOURS), REASON, null),
                        null);
    }

    private static int hours;

    @Test
    void whatWasReadChangedAndRefusedIsTold() {
        String other = api.token(Actor.of(patient));
        api.get("/appointments/" + visit.appointment().id(), other)
                .expectStatus()
                .isNotFound();
        api.get("/logs", other).expectStatus().isForbidden();
        api.get("/appointments/" + visit.appointment().id(), admin)
                .expectStatus()
                .isOk();
        api.get("/appointments?patientName=" + NAME, api.token(Actor.of(doctor)))
                .expectStatus()
                .isOk();
        api.post("/auth/token", null, Map.of("email", patientEmail, "password", PASSWORD))
                .expectStatus()
                .isUnauthorized();
        Delivered.now(engine);

        assertThat(of("user_id", Actor.of(patient)))
                .extracting(log -> log.getString("outcome") + " " + log.getString("message"))
                .containsExactly(
                        "refused Refused or not there: GET /api/v1/appointments/"
                                + visit.appointment().id(),
                        "refused Refused or not there: GET /api/v1/logs");
        assertThat(of("user_id", Actor.of(patient))).allSatisfy(log -> {
            assertThat(log.getString("address")).isNotEmpty();
            assertThat(log.getString("node")).isNotEmpty();
            assertThat(log.getString("request_id")).isNotEmpty();
        });
        // Nobody signed in, so nobody did it.
        assertThat(of("subject_id", Actor.of(patient)))
                .singleElement()
                .satisfies(log ->
                        assertThat(log).containsEntry("outcome", "failed").doesNotContainKey("user_id"));
        assertThat(of("user_id", Actor.of(doctor)))
                .extracting(log -> log.getString("message"))
                .contains("Searched appointments by a patient's name");
        assertThat(of("subject_id", Actor.of(visit.appointment().patientId())))
                .extracting(log -> log.getString("action"))
                .containsExactly("appointment.booked", "appointment.read");
        for (Document log :
                engine.bean(MongoDatabase.class).getCollection("logs").find()) {
            assertThat(log.toJson()).doesNotContain(PASSWORD, REASON, NAME, other, admin);
        }
    }

    @Test
    void anAdminSearchesByPersonRecordTimeSeverityAndText() {
        Delivered.now(engine);
        String who = "/logs?userKind=patient&userId=" + visit.appointment().patientId();
        api.get(who, admin)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(1)
                .jsonPath("$.items[0].action")
                .isEqualTo("appointment.booked")
                .jsonPath("$.items[0].referenceKind")
                .isEqualTo("appointment")
                .jsonPath("$.next")
                .isEmpty();
        count(who + "&severity=warning", 0);
        count(who + "&q=BOOKED", 1);
        count(who + "&q=cancelled", 0);
        count(who + "&from=2026-01-01T00:00:00Z&to=2199-01-01T00:00:00Z", 1);
        count(who + "&to=2026-01-01T00:00:00Z", 0);
        count(who + "&from=2199-01-01T00:00:00Z", 0);
        count("/logs?referenceId=" + visit.appointment().id(), 1);
        count("/logs?limit=3", 3);
    }

    @Test
    void whatWasDoneWithAPrescriptionIsFoundByItsId() {
        Prescription written = engine.bean(Prescriptions.class)
                .write(
                        Actor.of(doctor),
                        new PrescriptionRequest(
                                visit.appointment().id(),
                                List.of(new Medication("Loratadine", "", "Once a day")),
                                null,
                                0,
                                null,
                                null),
                        null);
        api.get("/prescriptions/" + written.id(), api.token(Actor.of(doctor)))
                .expectStatus()
                .isOk();
        Delivered.now(engine);
        api.get("/logs?referenceId=" + written.id(), admin)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(2)
                .jsonPath("$.items[0].action")
                .isEqualTo("prescription.read")
                .jsonPath("$.items[0].referenceKind")
                .isEqualTo("document")
                .jsonPath("$.items[0].referenceId")
                .isEqualTo(written.id().toHexString())
                .jsonPath("$.items[0].subjectId")
                .isEqualTo((int) visit.appointment().patientId().value())
                .jsonPath("$.items[1].action")
                .isEqualTo("prescription.written");
    }

    @Test
    void pagesFollowEachOther() {
        for (int i = 0; i < 5; i++) {
            api.get("/appointments/" + visit.appointment().id(), admin)
                    .expectStatus()
                    .isOk();
        }
        Delivered.now(engine);
        String path = "/logs?referenceId=" + visit.appointment().id() + "&limit=4";
        Document first = Document.parse(ApiClient.body(api.get(path, admin)));
        Document second = Document.parse(ApiClient.body(api.get(path + "&after=" + first.getString("next"), admin)));
        assertThat(first.getList("items", Document.class)).hasSize(4);
        assertThat(second.getList("items", Document.class)).hasSize(2);
        assertThat(second.getString("next")).isNull();
        assertThat(second.getList("items", Document.class).getLast().getString("action"))
                .isEqualTo("appointment.booked");
    }

    /** By a key, and where every record of a time is looked at. */
    @Test
    void theOldestFirstAreTheSameTheOtherWayRound() {
        Instant begin = Instant.now();
        for (int i = 0; i < 5; i++) {
            api.get("/appointments/" + visit.appointment().id(), admin)
                    .expectStatus()
                    .isOk();
        }
        Delivered.now(engine);
        Instant end = Instant.now();
        LogFilter keyed = new LogFilter(
                null, null, null, Reference.of(visit.appointment().id()).toObjectId(), null, null, null, null);
        assertThat(numbers(keyed, LogOrder.OLDEST))
                .hasSize(6)
                .isSorted()
                .isEqualTo(numbers(keyed, LogOrder.NEWEST).reversed());
        LogFilter timed = new LogFilter(Role.ADMIN, null, null, null, null, begin, end, "appointment");
        assertThat(numbers(timed, LogOrder.OLDEST))
                .hasSizeGreaterThanOrEqualTo(5)
                .isSorted()
                .isEqualTo(numbers(timed, LogOrder.NEWEST).reversed());
    }

    private List<Long> numbers(LogFilter filter, LogOrder order) {
        LogSearch logs = engine.bean(LogSearch.class);
        List<Long> numbers = new ArrayList<>();
        String after = null;
        do {
            Page<LogEntry> page = logs.search(Actor.OPERATOR, filter, order, after, 2);
            page.items().forEach(entry -> numbers.add(entry.seq()));
            after = page.next();
        } while (after != null);
        return numbers;
    }

    @Test
    void whatCanNotBeMeantIsRefusedByField() {
        ApiClient.invalid(api.get("/logs?userKind=nurse", admin), "userKind");
        ApiClient.invalid(api.get("/logs?userId=7", admin), "userKind");
        ApiClient.invalid(api.get("/logs?userKind=patient&userId=-7", admin), "userId");
        ApiClient.invalid(api.get("/logs?severity=loud", admin), "severity");
        ApiClient.invalid(api.get("/logs?referenceId=seven", admin), "referenceId");
        ApiClient.invalid(api.get("/logs?from=yesterday", admin), "from");
        ApiClient.invalid(api.get("/logs?to=10000-01-01T00:00:00Z", admin), "to");
        ApiClient.invalid(api.get("/logs?limit=101", admin), "limit");
        ApiClient.invalid(api.get("/logs?after=x", admin), "after");
    }

    @Test
    void aPatientLearnsWhoReadAndChangedTheRecord() {
        api.get("/patients/" + patient, admin).expectStatus().isOk();
        api.get("/patients/" + patient, api.token(Actor.of(patient)))
                .expectStatus()
                .isOk();
        api.get("/patients/" + patient, api.token(Actor.of(doctor)))
                .expectStatus()
                .isNotFound();
        Delivered.now(engine);
        api.get("/me/access-log", api.token(Actor.of(patient)))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(2)
                .jsonPath("$.items[0].outcome")
                .isEqualTo("refused")
                .jsonPath("$.items[0].userId")
                .isEqualTo((int) doctor.value())
                .jsonPath("$.items[1].action")
                .isEqualTo("record.read");
        api.get("/me/access-log", admin).expectStatus().isForbidden();
    }

    private void count(String path, int items) {
        assertThat(Document.parse(ApiClient.body(api.get(path, admin))).getList("items", Document.class))
                .as(path)
                .hasSize(items);
    }

    private List<Document> of(String field, Actor actor) {
        return engine.bean(MongoDatabase.class)
                .getCollection("logs")
                .find(Filters.eq(field, actor.reference().toObjectId()))
                .into(new ArrayList<>());
    }
}
