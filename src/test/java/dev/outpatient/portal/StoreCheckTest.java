package dev.outpatient.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.outpatient.ClinicFixture;
import dev.outpatient.Engine;
import dev.outpatient.OnEachEngine;
import dev.outpatient.audit.AuditTrail;
import dev.outpatient.audit.Delivered;
import dev.outpatient.portal.StoreFindings.Result;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.DocumentId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Reference;
import dev.outpatient.shared.UtcTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.BsonDocument;
import org.bson.BsonObjectId;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the check of the two stores finds, by planting one fault of each kind; and what a repair mends. */
@OnEachEngine
class StoreCheckTest {

    private static final long NOBODY = 900_000_000_000L;
    private static final AtomicInteger visits = new AtomicInteger();

    private final Engine engine;
    private final StoreCheck check;
    private final JdbcClient jdbc;
    private final AuditTrail trail;
    private final MongoDatabase documents;
    private final ClinicFixture clinic;
    private PatientId patient = new PatientId(0);
    private DoctorId doctor = new DoctorId(0);
    private OfficeId office = new OfficeId(0);

    StoreCheckTest(Engine engine) {
        this.engine = engine;
        this.check = engine.bean(StoreCheck.class);
        this.jdbc = engine.bean(JdbcClient.class);
        this.trail = engine.bean(AuditTrail.class);
        this.documents = engine.bean(MongoDatabase.class);
        this.clinic = new ClinicFixture(engine.program());
    }

    @BeforeEach
    void people() {
        office = clinic.office(ZoneOffset.UTC);
        doctor = clinic.doctor(office);
        patient = clinic.patient();
    }

    @Test
    void namesDocumentsThatPointAtNothing() {
        ObjectId whole = feedback(patient.value(), doctor.value(), visit(1, "scheduled"));
        ObjectId noPatient = feedback(NOBODY, doctor.value(), visit(1, "scheduled"));
        ObjectId noDoctor = prescription(patient.value(), NOBODY);
        ObjectId noVisit = feedback(patient.value(), doctor.value(), NOBODY);
        ObjectId foreign = new ObjectId();
        documents
                .getCollection("feedback")
                .updateOne(Filters.eq("_id", noPatient), new Document("$set", new Document("doctor_id", foreign)));
        List<String> found = new ArrayList<>();
        Result result;
        try {
            result = check.run(true, found::add);
        } finally {
            for (ObjectId id : List.of(whole, noPatient, noDoctor, noVisit)) {
                assertThat(documents
                                        .getCollection("feedback")
                                        .deleteOne(Filters.eq("_id", id))
                                        .getDeletedCount()
                                + documents
                                        .getCollection("prescription")
                                        .deleteOne(Filters.eq("_id", id))
                                        .getDeletedCount())
                        .as("a repair deletes nothing")
                        .isEqualTo(1);
            }
        }
        assertThat(found)
                .contains(
                        "feedback " + noPatient + ": there is no patient " + NOBODY + ".",
                        "feedback " + noPatient + ": there is no doctor " + foreign + ".",
                        "prescription " + noDoctor + ": there is no doctor " + NOBODY + ".",
                        "feedback " + noVisit + ": there is no appointment " + NOBODY + ".")
                .noneMatch(line -> line.contains(whole.toHexString()));
        assertThat(result.lost()).isGreaterThanOrEqualTo(3);
        assertThat(result.agrees()).isFalse();
    }

    @Test
    void addsTheLogOfAVisitThatHasNone() {
        long untold = visit(2, "completed");
        long broughtIn = visit(1, "completed");
        List<String> found = new ArrayList<>();
        assertThat(check.run(false, found::add).agrees()).isFalse();
        assertThat(found)
                .contains("appointment " + untold + " is completed and has no log.")
                .noneMatch(line -> line.contains("appointment " + broughtIn + " "));

        List<String> repaired = new ArrayList<>();
        Result result = check.run(true, repaired::add);
        assertThat(repaired)
                .contains("appointment " + untold + " is completed and has no log; added one that says so.");
        assertThat(result.told()).isEqualTo(result.untold()).isPositive();
        List<String> again = new ArrayList<>();
        check.run(false, again::add);
        assertThat(again).noneMatch(line -> line.contains("appointment " + untold + " "));

        Delivered.now(engine);
        ObjectId about = Reference.of(new AppointmentId(untold)).toObjectId();
        Document log = documents
                .getCollection("logs")
                .find(Filters.eq("reference_id", about))
                .first();
        assertThat(log).isNotNull().containsEntry("action", VisitCheck.MISSING).containsEntry("severity", "warning");
        again.clear();
        check.run(false, again::add);
        assertThat(again).as("delivered").noneMatch(line -> line.contains("appointment " + untold + " "));
    }

    @Test
    void findsTheLogOfAVisitByMongoWhereMySqlHasNoKeyForIt() {
        long told = visit(2, "completed");
        trail.info(
                Actor.of(doctor),
                "appointment.completed",
                "Completed the appointment",
                Reference.of(new AppointmentId(told)));
        Delivered.now(engine);
        // As of a record that was delivered before there were keys.
        String owner = Reference.of(new AppointmentId(told)).toObjectId().toHexString();
        assertThat(jdbc.sql("DELETE FROM log_key WHERE owner = ?").param(owner).update())
                .isEqualTo(1);
        List<String> found = new ArrayList<>();
        check.run(false, found::add);
        assertThat(found).noneMatch(line -> line.startsWith("appointment " + told + " "));
    }

    @Test
    void aVisitThatWasBookedHereNeedsALogHoweverItWasCompleted() {
        long untold = visit(1, "completed");
        trail.info(
                Actor.of(patient),
                "appointment.booked",
                "Booked the appointment",
                Reference.of(new AppointmentId(untold)));
        Delivered.now(engine);
        List<String> found = new ArrayList<>();
        check.run(false, found::add);
        assertThat(found).contains("appointment " + untold + " is completed and has no log.");
        check.run(true, found::add);
    }

    @Test
    void namesWhomTheTrailNamesAndNobodyKnows() {
        PatientId nobody = new PatientId(NOBODY + visits.incrementAndGet());
        trail.info(Actor.of(doctor), "record.read", "Read the record", Reference.of(nobody));
        Delivered.now(engine);
        List<String> found = new ArrayList<>();
        Result result = check.run(false, found::add);
        String owner = Reference.of(nobody).toObjectId().toHexString();
        try {
            assertThat(result.gone()).isPositive();
            if (result.gone() <= StoreFindings.MOST_GONE) {
                assertThat(found)
                        .anyMatch(line -> line.matches("logs: there is no patient " + nobody
                                + "; 1 records name it as subject, the first is number \\d+\\."));
            }
            assertThat(found).noneMatch(line -> line.contains("there is no admin 0"));
        } finally {
            jdbc.sql("DELETE FROM log_key WHERE owner = ?").param(owner).update();
        }
    }

    @Test
    void knowsThePrescriptionsThatTheTrailNames() {
        ObjectId there = prescription(patient.value(), doctor.value());
        ObjectId gone = new ObjectId();
        check.run(true, line -> {});
        for (ObjectId id : List.of(there, gone)) {
            trail.info(
                    Actor.of(doctor),
                    "prescription.read",
                    "Read a prescription",
                    new DocumentId(id),
                    Reference.of(patient));
        }
        Delivered.now(engine);
        List<String> found = new ArrayList<>();
        Result result = check.run(false, found::add);
        try {
            assertThat(result.gone()).isPositive();
            if (result.gone() <= StoreFindings.MOST_GONE) {
                assertThat(found)
                        .anyMatch(line -> line.startsWith("logs: there is no prescription " + gone + "; 1 records"));
            }
            assertThat(found).noneMatch(line -> line.startsWith("logs: there is no prescription " + there));
        } finally {
            jdbc.sql("DELETE FROM log_key WHERE owner = ?")
                    .param(gone.toHexString())
                    .update();
            documents.getCollection("prescription").deleteOne(Filters.eq("_id", there));
            jdbc.sql("DELETE FROM prescription_entry WHERE document_id = ?")
                    .param(there.toHexString())
                    .update();
        }
    }

    @Test
    void aPrescriptionThatNoListShowsGetsARow() {
        ObjectId id = prescription(patient.value(), doctor.value());
        List<String> found = new ArrayList<>();
        assertThat(check.run(false, found::add).agrees()).isFalse();
        assertThat(found).contains("prescription " + id + ": no list shows it, as it has no row.");
        found.clear();
        check.run(true, found::add);
        assertThat(found).contains("prescription " + id + ": no list shows it, as it has no row; added one.");
        found.clear();
        check.run(false, found::add);
        assertThat(found).noneMatch(line -> line.contains(id.toHexString()));
        documents.getCollection("prescription").deleteOne(Filters.eq("_id", id));
        check.run(true, found::add);
        assertThat(found)
                .anyMatch(line -> line.matches("prescription_entry \\d+: its document " + id + " is missing\\."));
    }

    @Test
    void namesPrescriptionsThatWereBegunAndNotFinished() {
        ObjectId there = prescription(patient.value(), doctor.value());
        ObjectId never = new ObjectId();
        Instant longAgo = Instant.now().minus(10, ChronoUnit.DAYS);
        begun(never, longAgo);
        List<String> found = new ArrayList<>();
        // The program itself looks once a minute and may be faster.
        for (int i = 0; i < 3 && found.stream().noneMatch(line -> line.contains(there.toHexString())); i++) {
            jdbc.sql("DELETE FROM prescription_entry WHERE document_id = ?")
                    .param(there.toHexString())
                    .update();
            begun(there, longAgo);
            check.run(false, found::add);
        }
        assertThat(found)
                .anyMatch(line -> line.matches("prescription_entry \\d+: its document " + there
                        + " is there, and what follows it was not done\\."))
                .anyMatch(line -> line.matches("prescription_entry \\d+: it was begun and its document " + never
                        + " never written; nobody was told that it was\\."));
        found.clear();
        assertThat(check.run(true, found::add).abandoned()).isPositive();
        assertThat(found).noneMatch(line -> line.contains(there.toHexString()));
        jdbc.sql("DELETE FROM prescription_entry WHERE document_id = ?")
                .param(never.toHexString())
                .update();
    }

    private void begun(ObjectId document, Instant at) {
        jdbc.sql("""
                        INSERT INTO prescription_entry (document_id, patient_id, doctor_id, prescribed_at, created_at)
                        VALUES (?, ?, ?, ?, ?)""")
                .params(
                        document.toHexString(),
                        patient.value(),
                        doctor.value(),
                        UtcTime.toColumn(at),
                        UtcTime.toColumn(at))
                .update();
    }

    @Test
    void tellsOfAChangeWhoseRequestEndedTooSoon() {
        ObjectId id = feedback(patient.value(), doctor.value(), visit(1, "scheduled"));
        List<String> found = new ArrayList<>();
        // The program itself looks once a minute and may be faster.
        for (int i = 0; i < 3 && found.stream().noneMatch(line -> line.contains("were changed")); i++) {
            jdbc.sql("DELETE FROM log_begun WHERE id = ?")
                    .param(id.toHexString())
                    .update();
            jdbc.sql("INSERT INTO log_begun (id, collection, proof, body, begun_at) VALUES (?, 'feedback', ?, ?, ?)")
                    .params(
                            id.toHexString(),
                            new BsonDocument("_id", new BsonObjectId(id)).toJson(),
                            new Document("severity", "info")
                                    .append("message", "Rated the visit")
                                    .append("created_at", new Date())
                                    .toJson(),
                            UtcTime.toColumn(Instant.now().minus(6, ChronoUnit.MINUTES)))
                    .update();
            check.run(false, found::add);
        }
        assertThat(found)
                .anyMatch(line -> line.endsWith("documents were changed and the trail does not tell of it yet."));
        found.clear();
        check.run(true, found::add);
        assertThat(found).noneMatch(line -> line.contains("were changed"));
    }

    @Test
    void namesAMailThatWaitsForLong() {
        Instant hourAgo = Instant.now().minus(1, ChronoUnit.HOURS);
        String id = "check-" + System.nanoTime();
        jdbc.sql("""
                        INSERT INTO mail_outbox
                          (message_id, recipient, language, subject, body, state, next_try_at, useless_at, created_at)
                        VALUES (?, 'a@example.org', 'en', 's', 'b', 'waiting', ?, ?, ?)""")
                .params(
                        id,
                        UtcTime.toColumn(hourAgo),
                        UtcTime.toColumn(hourAgo.plus(9, ChronoUnit.HOURS)),
                        UtcTime.toColumn(hourAgo))
                .update();
        List<String> found = new ArrayList<>();
        try {
            assertThat(check.run(true, found::add).agrees()).isFalse();
        } finally {
            jdbc.sql("DELETE FROM mail_outbox WHERE message_id = ?").param(id).update();
        }
        assertThat(found).anyMatch(line -> line.matches("\\d+ mails wait, the oldest for (59|6\\d) minutes\\."));
    }

    @Test
    void namesLogsThatMongoRefused() {
        jdbc.sql("INSERT INTO log_set_aside (seq, body, reason, set_aside_at) VALUES (?, '{}', 'test', ?)")
                .params(NOBODY, UtcTime.toColumn(Instant.now()))
                .update();
        List<String> found = new ArrayList<>();
        try {
            assertThat(check.run(false, found::add).agrees()).isFalse();
        } finally {
            jdbc.sql("DELETE FROM log_set_aside WHERE seq = ?").param(NOBODY).update();
        }
        assertThat(found).anyMatch(line -> line.contains("refused by MongoDB"));
    }

    /** As it stands in the table, whatever the trail knows. */
    private long visit(int version, String status) {
        Instant at = Instant.parse("2020-01-01T00:00:00Z").plus(30L * visits.incrementAndGet(), ChronoUnit.MINUTES);
        jdbc.sql("""
                        INSERT INTO appointment
                          (patient_id, doctor_id, office_id, appointment_date, status, starts_at, ends_at, version)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        patient.value(),
                        doctor.value(),
                        office.value(),
                        UtcTime.toColumn(at),
                        status,
                        UtcTime.toColumn(at),
                        UtcTime.toColumn(at.plus(30, ChronoUnit.MINUTES)),
                        version)
                .update();
        return jdbc.sql("SELECT MAX(id) FROM appointment WHERE doctor_id = ?")
                .param(doctor.value())
                .query(Long.class)
                .single();
    }

    private ObjectId feedback(long ofPatient, long ofDoctor, long ofVisit) {
        return insert(
                "feedback",
                pointers(ofPatient, ofDoctor)
                        .append(
                                "appointment_id",
                                Reference.of(new AppointmentId(ofVisit)).toObjectId())
                        .append("rating", 4)
                        .append("created_at", new Date()));
    }

    private ObjectId prescription(long ofPatient, long ofDoctor) {
        return insert(
                "prescription",
                pointers(ofPatient, ofDoctor)
                        .append(
                                "medication",
                                List.of(new Document("name", "A")
                                        .append("dosage", "1")
                                        .append("instructions", "daily")))
                        .append("date_prescribed", new Date())
                        .append("created_at", new Date()));
    }

    private ObjectId insert(String collection, Document document) {
        MongoCollection<Document> all = documents.getCollection(collection);
        all.insertOne(document);
        return document.getObjectId("_id");
    }

    private static Document pointers(long ofPatient, long ofDoctor) {
        return new Document("_id", new ObjectId())
                .append("patient_id", Reference.of(new PatientId(ofPatient)).toObjectId())
                .append("doctor_id", Reference.of(new DoctorId(ofDoctor)).toObjectId());
    }
}
