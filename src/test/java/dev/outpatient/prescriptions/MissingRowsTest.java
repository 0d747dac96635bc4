package dev.outpatient.prescriptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.outpatient.ClinicFixture;
import dev.outpatient.Engine;
import dev.outpatient.OnEachEngine;
import dev.outpatient.scheduling.AppointmentStatus;
import dev.outpatient.scheduling.Visit;
import dev.outpatient.scheduling.VisitRecords;
import dev.outpatient.scheduling.VisitRecords.Outcome;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Reference;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Prescriptions from before there were rows are listed, warned of and refilled like others. */
@OnEachEngine
class MissingRowsTest {

    private static final long NOBODY = 900_000_000_000L;

    private final MissingRows missingRows;
    private final Prescriptions prescriptions;
    private final JdbcClient jdbc;
    private final MongoCollection<Document> documents;
    private final PatientId patient;
    private final DoctorId doctor;
    private final AppointmentId visit;

    MissingRowsTest(Engine engine) {
        missingRows = engine.bean(MissingRows.class);
        prescriptions = engine.bean(Prescriptions.class);
        jdbc = engine.bean(JdbcClient.class);
        documents = engine.bean(MongoDatabase.class).getCollection("prescription");
        ClinicFixture clinic = new ClinicFixture(engine.program());
        OfficeId office = clinic.office(ZoneOffset.UTC);
        patient = clinic.patient();
        doctor = clinic.doctor(office);
        Outcome outcome = engine.bean(VisitRecords.class)
                .record(
                        Actor.OPERATOR,
                        List.of(new Visit(
                                patient,
                                doctor,
                                office,
                                ZoneOffset.UTC,
                                Instant.now().truncatedTo(ChronoUnit.DAYS),
                                Duration.ofMinutes(30),
                                AppointmentStatus.COMPLETED,
                                null,
                                null)))
                .getFirst();
        visit = ((Outcome.Taken) outcome).id();
    }

    @Test
    void oneOfBeforeIsListedAndWarnedOf() {
        ObjectId id = old(patient.value());
        assertThat(listed()).isEmpty();
        missingRows.addAll();
        missingRows.addAll();
        assertThat(listed()).containsExactly(id);
        assertThat(rows(id)).isOne();
        assertThat(prescriptions.get(Actor.of(patient), id).number())
                .as("the document stays as it is")
                .isNull();
        PrescriptionWarnings warned = catchThrowableOfType(
                PrescriptionWarnings.class,
                () -> prescriptions.write(
                        Actor.of(doctor),
                        new PrescriptionRequest(
                                visit,
                                List.of(new Medication("metformin 850 mg", "", "Once a day")),
                                null,
                                0,
                                null,
                                null),
                        null));
        assertThat(warned.checked().warnings()).extracting(Warning::kind).containsExactly(Warning.Kind.DUPLICATE);
    }

    @Test
    void aRefillThatWaitsIsShownToTheDoctor() {
        ObjectId id = old(patient.value());
        documents.updateOne(
                Filters.eq("_id", id),
                Updates.combine(
                        Updates.set("refills", new Document("allowed", 2).append("used", 0)),
                        Updates.push(
                                "refill_requests",
                                new Document("requested_at", new Date()).append("state", "waiting"))));
        assertThat(missingRows.add(List.of(id))).isOne();
        assertThat(prescriptions.listWritten(Actor.of(doctor), null, 20).waiting())
                .extracting(Prescription::id)
                .containsExactly(id);
    }

    @Test
    void aNumberThatIsFreeStays() {
        Prescription written = prescriptions.write(
                Actor.of(doctor),
                new PrescriptionRequest(
                        visit, List.of(new Medication("Loratadine", "", "Once a day")), null, 0, null, null),
                null);
        prescriptions.write(
                Actor.of(doctor),
                new PrescriptionRequest(
                        visit, List.of(new Medication("Omeprazole", "", "Once a day")), null, 0, null, null),
                null);
        // As after an import whose rows were rolled back.
        jdbc.sql("DELETE FROM prescription_entry WHERE document_id = ?")
                .param(written.id().toHexString())
                .update();
        assertThat(missingRows.add(List.of(written.id()))).isOne();
        assertThat(jdbc.sql("SELECT id FROM prescription_entry WHERE document_id = ?")
                        .param(written.id().toHexString())
                        .query(Long.class)
                        .single())
                .isEqualTo(Long.parseLong(String.valueOf(written.number()).substring(5)));
    }

    @Test
    void oneThatPointsAtNobodyIsLeftAlone() {
        ObjectId nobody = old(NOBODY);
        ObjectId unreadable = old(patient.value());
        documents.updateOne(Filters.eq("_id", unreadable), Updates.set("doctor_id", new ObjectId()));
        ObjectId good = old(patient.value());
        try {
            assertThat(missingRows.add(List.of(nobody, unreadable, good))).isOne();
            assertThat(listed()).containsExactly(good);
        } finally {
            documents.deleteMany(Filters.in("_id", List.of(nobody, unreadable)));
        }
    }

    private List<ObjectId> listed() {
        return prescriptions.list(Actor.of(patient), null, null, 20).items().stream()
                .map(Prescription::id)
                .toList();
    }

    private long rows(ObjectId id) {
        return jdbc.sql("SELECT COUNT(*) FROM prescription_entry WHERE document_id = ?")
                .param(id.toHexString())
                .query(Long.class)
                .single();
    }

    /** As programs stored it before there were numbers and rows. */
    private ObjectId old(long ofPatient) {
        ObjectId id = new ObjectId();
        documents.insertOne(new Document("_id", id)
                .append("patient_id", Reference.of(new PatientId(ofPatient)).toObjectId())
                .append("doctor_id", Reference.of(doctor).toObjectId())
                .append(
                        "medication",
                        List.of(new Document("name", "Metformin 500 MG")
                                .append("dosage", "1")
                                .append("instructions", "daily")))
                .append("date_prescribed", Date.from(Instant.now().minus(10, ChronoUnit.DAYS)))
                .append("created_at", Date.from(Instant.now().minus(10, ChronoUnit.DAYS))));
        return id;
    }
}
