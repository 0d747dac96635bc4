package dev.outpatient.prescriptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.outpatient.ApiClient;
import dev.outpatient.ClinicFixture;
import dev.outpatient.Engine;
import dev.outpatient.OnEachEngine;
import dev.outpatient.PageClient;
import dev.outpatient.Trail;
import dev.outpatient.accounts.RequestKey;
import dev.outpatient.audit.Delivered;
import dev.outpatient.audit.LogSearch;
import dev.outpatient.patients.Allergies;
import dev.outpatient.patients.Allergy.Severity;
import dev.outpatient.patients.AllergyDetails;
import dev.outpatient.patients.EmergencyAccesses;
import dev.outpatient.scheduling.Booking;
import dev.outpatient.scheduling.BookingRequest;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.ETag;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Reference;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Prescriptions are written once, never edited, warned about, and filled again as often as was allowed. */
@OnEachEngine
class PrescriptionsTest {

    private static final Medication AMOXICILLIN = new Medication("Amoxicillin", "500 mg", "Three times a day");

    private final Engine engine;
    private final Prescriptions prescriptions;
    private final Refilling refilling;
    private final Allergies allergies;
    private final ClinicFixture clinic;
    private final OfficeId office;
    private final String doctorEmail = ClinicFixture.email("doctor");
    private final DoctorId doctorId;
    private final Actor doctor;
    private final Actor otherDoctor;
    private final PatientId patientId;
    private final Actor patient;
    private final AppointmentId visit;

    PrescriptionsTest(Engine engine) {
        this.engine = engine;
        prescriptions = engine.bean(Prescriptions.class);
        refilling = engine.bean(Refilling.class);
        allergies = engine.bean(Allergies.class);
        clinic = new ClinicFixture(engine.program());
        office = clinic.office(ClinicFixture.BOSTON);
        doctorId = clinic.alwaysWorking(doctorEmail, office, 30);
        doctor = Actor.of(doctorId);
        otherDoctor = Actor.of(clinic.doctor(office));
        patientId = clinic.patient();
        patient = Actor.of(patientId);
        visit = book(patientId, 24);
    }

    @Test
    void aPrescriptionIsKeptWholeWithANumberOfItsOwn() {
        Medication second = new Medication("Ibuprofeno 400 mg «rápido»", "", "Once a day");
        Prescription written = prescriptions.write(
                doctor, new PrescriptionRequest(visit, List.of(AMOXICILLIN, second), null, 3, null, null), null);
        Prescription read = prescriptions.get(patient, written.id());
        assertThat(read).isEqualTo(written);
        assertThat(read.medication()).containsExactly(AMOXICILLIN, second);
        assertThat(read.number()).matches("20[0-9]{2}-[0-9]{6,}");
        assertThat(read.refills()).isEqualTo(Refills.allowed(3));
        assertThat(read.status(Instant.now())).isEqualTo(PrescriptionStatus.ACTIVE);
        assertThat(write(new Medication("Loratadine", "", "Once a day"), null).number())
                .isNotEqualTo(read.number());
        assertThat(new Trail(engine).of(doctor)).contains("info Prescribed").noneMatch(line -> line.contains("Amox"));
        assertThat(new Trail(engine).of(patient)).contains("info Read a prescription");
    }

    @Test
    void onlyThePatientAndDoctorsWhoTreatReadIt() {
        Prescription written = write(AMOXICILLIN, null);
        for (Actor stranger : List.of(otherDoctor, Actor.of(clinic.patient()), clinic.adminAccount())) {
            assertThatThrownBy(() -> prescriptions.get(stranger, written.id())).isInstanceOf(Problem.NotFound.class);
            assertThatThrownBy(() -> prescriptions.list(stranger, patientId, null, 20))
                    .isInstanceOf(Problem.NotFound.class);
            assertThat(new Trail(engine).of(stranger))
                    .contains("warning Refused: prescription of another")
                    .contains("warning Refused: prescriptions of a patient not in care");
        }
        engine.bean(EmergencyAccesses.class).open(otherDoctor, patientId, "Unconscious in the waiting room");
        assertThat(prescriptions.get(otherDoctor, written.id())).isEqualTo(written);
        assertThat(prescriptions.list(otherDoctor, patientId, null, 20).items()).containsExactly(written);
        assertThatThrownBy(() -> prescriptions.cancel(otherDoctor, written.id(), "Mine now"))
                .isInstanceOf(Problem.Forbidden.class);
    }

    /** Who looks through the trail for emergencies finds what was read in one by its action. */
    @Test
    void whatIsReadInAnEmergencyIsMarkedAsSuch() {
        Prescription first = write(AMOXICILLIN, null);
        Prescription written = prescriptions.write(
                doctor,
                new PrescriptionRequest(
                        visit, List.of(AMOXICILLIN), null, 0, new Replacement(first.id(), "Less is enough"), null),
                null);
        engine.bean(EmergencyAccesses.class).open(otherDoctor, patientId, "Unconscious in the waiting room");
        prescriptions.chain(otherDoctor, prescriptions.get(otherDoctor, written.id()));
        prescriptions.list(otherDoctor, patientId, null, 20);
        engine.bean(PrescriptionPapers.class).print(otherDoctor, written.id());
        allergies.list(otherDoctor, patientId);
        allergies.list(doctor, patientId);
        prescriptions.get(doctor, written.id());
        assertThat(actionsOf(otherDoctor))
                .contains(
                        "prescription.read-emergency",
                        "prescriptions.read-emergency",
                        "prescription.printed-emergency",
                        "allergies.read-emergency")
                .doesNotContain("prescription.read", "prescriptions.read", "prescription.printed", "allergies.read");
        assertThat(actionsOf(doctor))
                .contains("prescription.read", "allergies.read")
                .noneMatch(action -> action.endsWith("-emergency"));
    }

    private List<String> actionsOf(Actor actor) {
        Delivered.now(engine);
        return engine.bean(LogSearch.class).accessLog(patient, null, 100).items().stream()
                .filter(log -> actor.reference().equals(log.user()))
                .map(log -> String.valueOf(log.action()))
                .toList();
    }

    @Test
    void onlyForAnAppointmentOfTheOwnThatStands() {
        PrescriptionRequest request = request(AMOXICILLIN, null);
        assertThatThrownBy(() -> prescriptions.write(otherDoctor, request, null))
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> prescriptions.write(patient, request, null)).isInstanceOf(Problem.Forbidden.class);
        engine.bean(Booking.class).cancel(patient, visit, null, null);
        assertThatThrownBy(() -> prescriptions.write(doctor, request, null)).isInstanceOf(PrescriptionConflict.class);
        assertThat(prescriptions.list(patient, null, null, 20).items()).isEmpty();
    }

    @Test
    void whatBreaksARuleNamesItsField() {
        assertInvalid("medication", new PrescriptionRequest(visit, List.of(), null, 0, null, null));
        assertInvalid(
                "medication[1].name",
                new PrescriptionRequest(
                        visit, List.of(AMOXICILLIN, new Medication(" ", "1", "")), null, 0, null, null));
        assertInvalid("refills", new PrescriptionRequest(visit, List.of(AMOXICILLIN), null, 13, null, null));
        assertInvalid(
                "datePrescribed",
                new PrescriptionRequest(
                        visit,
                        List.of(AMOXICILLIN),
                        LocalDate.now(ClinicFixture.BOSTON).plusDays(2),
                        0,
                        null,
                        null));
    }

    @Test
    void theSameRequestSentAgainWritesOnce() throws Exception {
        PrescriptionRequest request = request(AMOXICILLIN, null);
        RequestKey key = RequestKey.of(UUID.randomUUID().toString(), request);
        List<Prescription> answers = atOnce(6, () -> prescriptions.write(doctor, request, key));
        assertThat(answers)
                .extracting(Prescription::id)
                .containsOnly(answers.getFirst().id());
        // The allergy recorded since makes no new warning of what is written already.
        allergies.add(doctor, patientId, new AllergyDetails("Penicillin", null, null));
        assertThat(prescriptions.write(doctor, request, key).id())
                .isEqualTo(answers.getFirst().id());
        assertThat(prescriptions.list(patient, null, null, 20).items()).hasSize(1);
        assertThat(documents()).isEqualTo(1);
        assertThat(new Trail(engine).of(doctor)).containsOnlyOnce("info Prescribed");
    }

    @Test
    void whatWasBegunBeforeAKillIsFinishedUnderItsIdAndNumber() {
        PrescriptionRequest request = request(AMOXICILLIN, null);
        RequestKey key = RequestKey.of(UUID.randomUUID().toString(), request);
        Prescription written = prescriptions.write(doctor, request, key);
        // As if the program had ended before the document was written.
        engine.bean(MongoDatabase.class).getCollection("prescription").deleteOne(Filters.eq("_id", written.id()));
        JdbcClient jdbc = engine.bean(JdbcClient.class);
        jdbc.sql("UPDATE prescription_entry SET written_at = NULL WHERE document_id = ?")
                .param(written.id().toHexString())
                .update();
        assertThat(prescriptions.list(patient, null, null, 20).items()).isEmpty();
        Prescription again = prescriptions.write(doctor, request, key);
        assertThat(again.id()).isEqualTo(written.id());
        assertThat(again.number()).isEqualTo(written.number());
        // As if it had ended after that and before it could say so: the job says it.
        jdbc.sql("UPDATE prescription_entry SET written_at = NULL, created_at = ? WHERE document_id = ?")
                .param(LocalDateTime.now(ZoneOffset.UTC).minusMinutes(5))
                .param(written.id().toHexString())
                .update();
        engine.bean(Writing.class).finishAbandoned();
        assertThat(jdbc.sql("SELECT COUNT(*) FROM prescription_entry WHERE document_id = ? AND written_at IS NOT NULL")
                        .param(written.id().toHexString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    /** However long ago it was, and however many before it were begun and never written. */
    @Test
    void whatWasInterruptedLongAgoIsFinishedStill() {
        JdbcClient jdbc = engine.bean(JdbcClient.class);
        Prescription first = write(AMOXICILLIN, null);
        LocalDateTime longAgo = LocalDateTime.now(ZoneOffset.UTC).minusDays(800);
        engine.bean(JdbcTemplate.class).batchUpdate("""
                        INSERT INTO prescription_entry (document_id, patient_id, doctor_id, prescribed_at, created_at)
                        VALUES (?, ?, ?, ?, ?)""", Collections.nCopies(1100, longAgo), 1100, (row, at) -> {
            row.setString(1, new ObjectId().toHexString());
            row.setLong(2, patientId.value());
            row.setLong(3, doctorId.value());
            row.setObject(4, at);
            row.setObject(5, at);
        });
        Prescription anew = prescriptions.write(
                doctor,
                new PrescriptionRequest(
                        visit, List.of(AMOXICILLIN), null, 0, new Replacement(first.id(), "Less is enough"), null),
                null);
        // As the program left it when it ended after the document was written; its row is behind all of those.
        engine.bean(MongoDatabase.class)
                .getCollection("prescription")
                .updateOne(
                        Filters.eq("_id", first.id()),
                        Updates.combine(
                                Updates.unset("cancelled_at"),
                                Updates.unset("cancelled_by"),
                                Updates.unset("cancel_reason"),
                                Updates.unset("replaced_by")));
        jdbc.sql("UPDATE prescription_entry SET written_at = NULL, created_at = ? WHERE document_id = ?")
                .params(longAgo, anew.id().toHexString())
                .update();
        try {
            engine.bean(Writing.class).finishAbandoned();
            Prescription replaced = prescriptions.get(patient, first.id());
            assertThat(replaced.replacedBy()).isEqualTo(anew.id());
            assertThat(replaced.cancellation()).isNotNull();
            assertThat(jdbc.sql(
                                    "SELECT COUNT(*) FROM prescription_entry WHERE document_id = ? AND written_at IS NOT NULL")
                            .param(anew.id().toHexString())
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1);
        } finally {
            jdbc.sql("DELETE FROM prescription_entry WHERE patient_id = ? AND written_at IS NULL")
                    .param(patientId.value())
                    .update();
        }
    }

    @Test
    void cancellingKeepsItWithTheReason() throws Exception {
        Prescription written = write(AMOXICILLIN, null);
        assertThatThrownBy(() -> prescriptions.cancel(doctor, written.id(), " "))
                .isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> prescriptions.cancel(
                        doctor, written.id(), "Wrong dosage", ETag.isStill(ETag.ofContent("another one"))))
                .isInstanceOf(Problem.Stale.class);
        List<Boolean> done = atOnce(4, () -> {
            try {
                prescriptions.cancel(doctor, written.id(), "Wrong dosage");
                return true;
            } catch (PrescriptionConflict e) {
                return false;
            }
        });
        assertThat(done).containsOnlyOnce(true);
        Prescription read = prescriptions.get(patient, written.id());
        assertThat(read.medication()).isEqualTo(written.medication());
        assertThat(read.status(Instant.now())).isEqualTo(PrescriptionStatus.CANCELLED);
        assertThat(read.cancellation()).isNotNull().satisfies(cancelled -> {
            assertThat(cancelled.reason()).isEqualTo("Wrong dosage");
            assertThat(cancelled.by()).isEqualTo(doctorId);
        });
    }

    @Test
    void writtenAnewTheChainIsSeenFromBothEnds() throws Exception {
        Prescription first = write(AMOXICILLIN, null);
        Medication less = new Medication("Amoxicillin", "250 mg", "Three times a day");
        PrescriptionRequest anew = new PrescriptionRequest(
                visit, List.of(less), null, 0, new Replacement(first.id(), "Less is enough"), null);
        List<String> answers = atOnce(4, () -> {
            try {
                return prescriptions.write(doctor, anew, null).id().toHexString();
            } catch (PrescriptionConflict e) {
                return "refused";
            }
        });
        assertThat(answers.stream().filter(answer -> !answer.equals("refused")).distinct())
                .hasSize(1);
        Prescription old = prescriptions.get(patient, first.id());
        assertThat(old.cancellation())
                .isNotNull()
                .extracting(Cancellation::reason)
                .isEqualTo("Less is enough");
        assertThat(old.medication()).containsExactly(AMOXICILLIN);
        ObjectId second = Objects.requireNonNull(old.replacedBy());
        assertThat(prescriptions.chain(patient, old).items())
                .extracting(Prescription::id)
                .containsExactly(first.id(), second);
        assertThat(prescriptions
                        .chain(patient, prescriptions.get(patient, second))
                        .items())
                .extracting(Prescription::id)
                .containsExactly(first.id(), second);
        assertThatThrownBy(() -> prescriptions.write(doctor, anew, null)).isInstanceOf(PrescriptionConflict.class);
    }

    /** Whoever checked before it was begun again has to look once more, as at a new one. */
    @Test
    void oneThatIsBegunAgainIsNewToOthers() {
        EntryRepository entries = engine.bean(EntryRepository.class);
        assertThat(entries.newestOf(patientId)).isEqualTo(new EntryRepository.Newest(0, null));
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(60);
        Prescription begun = Prescription.brought(
                new ObjectId(), patientId, doctorId, visit, List.of(AMOXICILLIN), before, before, Refills.NONE);
        var entry = entries.insert(begun);
        EntryRepository.Newest checked = entries.newestOf(patientId);
        assertThat(checked.id()).isEqualTo(entry.id());
        entries.renew(entry.id(), before.plusSeconds(30));
        assertThat(entries.newestOf(patientId)).isNotEqualTo(checked);
        assertThat(entries.newestOf(patientId)).isEqualTo(entries.newestOf(patientId));
    }

    @Test
    void anAllergyAndADuplicateWarnUntilEachIsAnswered() {
        allergies.add(doctor, patientId, new AllergyDetails("Penicillin V", "Rash", Severity.SEVERE));
        allergies.add(doctor, patientId, new AllergyDetails("Latex", null, null));
        write(new Medication("Ibuprofen 400 MG Oral Tablet", "", "Once a day"), null);
        List<Medication> wanted = List.of(AMOXICILLIN, new Medication("ibuprofen", "200 mg", ""));
        PrescriptionWarnings warned = catchThrowableOfType(
                PrescriptionWarnings.class,
                () -> prescriptions.write(doctor, new PrescriptionRequest(visit, wanted, null, 0, null, null), null));
        assertThat(warned.checked().allergies()).isEqualTo(2);
        assertThat(warned.checked().medications()).isEqualTo(1);
        assertThat(warned.checked().warnings())
                .containsExactlyInAnyOrder(
                        new Warning(Warning.Kind.ALLERGY, "Amoxicillin", "Penicillin V"),
                        new Warning(Warning.Kind.DUPLICATE, "ibuprofen", "Ibuprofen 400 MG Oral Tablet"));
        List<String> keys =
                warned.checked().warnings().stream().map(Warning::key).toList();
        WarningOverride half = new WarningOverride(keys.subList(0, 1), "Tolerated before");
        assertThatThrownBy(() ->
                        prescriptions.write(doctor, new PrescriptionRequest(visit, wanted, null, 0, null, half), null))
                .isInstanceOf(PrescriptionWarnings.class);
        WarningOverride whole = new WarningOverride(keys, "Tolerated before");
        Prescription written =
                prescriptions.write(doctor, new PrescriptionRequest(visit, wanted, null, 0, null, whole), null);
        assertThat(prescriptions.get(doctor, written.id()).override()).isEqualTo(whole);
    }

    @Test
    void ofTheSameMedicineAtOnceOnePassesWithoutAWarning() throws Exception {
        for (String name : List.of("Loratadine", "Metformin", "Omeprazole")) {
            List<String> answers = atOnce(4, () -> {
                try {
                    write(new Medication(name, "", "Once a day"), null);
                    return "written";
                } catch (PrescriptionWarnings e) {
                    return e.checked().warnings().getFirst().kind().word();
                }
            });
            assertThat(answers).as(name).containsOnlyOnce("written").contains("duplicate");
        }
        assertThat(documents()).isEqualTo(3);
    }

    @Test
    void differentOnesAtOnceAllPass() throws Exception {
        Queue<String> names =
                new ConcurrentLinkedQueue<>(List.of("Loratadine", "Metformin", "Omeprazole", "Lisinopril"));
        atOnce(4, () -> write(new Medication(names.remove(), "", "Once a day"), null));
        assertThat(documents()).isEqualTo(4);
    }

    @Test
    void oneThatIsBeingWrittenIsSaidToBeNotCheckedUntilItsRequestIsGone() {
        JdbcClient jdbc = engine.bean(JdbcClient.class);
        String begun = new ObjectId().toHexString();
        LocalDateTime moment = LocalDateTime.now(ZoneOffset.UTC);
        jdbc.sql("""
                        INSERT INTO prescription_entry (document_id, patient_id, doctor_id, prescribed_at, created_at)
                        VALUES (?, ?, ?, ?, ?)""")
                .params(begun, patientId.value(), doctorId.value(), moment, moment)
                .update();
        PrescriptionWarnings warned = catchThrowableOfType(PrescriptionWarnings.class, () -> write(AMOXICILLIN, null));
        assertThat(warned.checked().warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.kind()).isEqualTo(Warning.Kind.NOT_CHECKED);
            assertThat(warning.found()).contains("is being written");
        });
        jdbc.sql("UPDATE prescription_entry SET created_at = ? WHERE document_id = ?")
                .params(moment.minusMinutes(1), begun)
                .update();
        assertThat(write(AMOXICILLIN, null).override()).isNull();
    }

    @Test
    void whatCanNotBeCheckedIsSaidAndNeverPassed() {
        PrescriptionWarnings unreadable = catchThrowableOfType(
                PrescriptionWarnings.class, () -> write(new Medication("???", "", "Once a day"), null));
        assertThat(unreadable.checked().warnings()).extracting(Warning::kind).containsExactly(Warning.Kind.NOT_CHECKED);
        Prescription lost = write(AMOXICILLIN, null);
        engine.bean(MongoDatabase.class).getCollection("prescription").deleteOne(Filters.eq("_id", lost.id()));
        PrescriptionWarnings missing = catchThrowableOfType(
                PrescriptionWarnings.class, () -> write(new Medication("Loratadine", "", "Once a day"), null));
        assertThat(missing.checked().warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.kind()).isEqualTo(Warning.Kind.NOT_CHECKED);
            assertThat(warning.found()).contains(lost.number());
        });
    }

    /** As another program may leave it; each of these is a document that the list and the check once broke at. */
    @Test
    void oneThatCanNotBeReadHidesNoOtherAndIsWarnedOf() {
        Prescription good = write(new Medication("Loratadine", "", "Once a day"), null);
        for (Bson damage : List.of(
                Updates.set("doctor_id", new ObjectId()),
                Updates.unset("medication"),
                Updates.set("medication", "Amoxicillin"),
                Updates.set("refills", new Document()))) {
            Prescription bad = prescriptions.write(
                    doctor,
                    new PrescriptionRequest(
                            visit, List.of(new Medication("Metformin", "", "Once a day")), null, 0, null, null),
                    null);
            var stored = engine.bean(MongoDatabase.class).getCollection("prescription");
            stored.updateOne(Filters.eq("_id", bad.id()), damage);
            PrescriptionList listed = prescriptions.list(patient, null, null, 20);
            assertThat(listed.items()).extracting(Prescription::id).containsExactly(good.id());
            assertThat(listed.unreadable()).isEqualTo(1);
            PrescriptionWarnings warned = catchThrowableOfType(
                    PrescriptionWarnings.class, () -> write(new Medication("Omeprazole", "", "Once a day"), null));
            assertThat(warned.checked().warnings()).singleElement().satisfies(warning -> {
                assertThat(warning.kind()).isEqualTo(Warning.Kind.NOT_CHECKED);
                assertThat(warning.found()).contains(Objects.requireNonNull(bad.number()), "could not be read");
            });
            engine.bean(Writing.class).finishAll();
            refilling.forgetAnswered();
            try (PageClient page = new PageClient(engine.url())) {
                page.submit("/sign-in", Map.of("email", doctorEmail, "password", ClinicFixture.PASSWORD));
                for (String path : List.of("/prescriptions", "/patients/" + patientId)) {
                    assertThat(page.get(path).body()).contains("Loratadine", "One prescription could not be read");
                }
            }
            stored.deleteOne(Filters.eq("_id", bad.id()));
            engine.bean(JdbcClient.class)
                    .sql("DELETE FROM prescription_entry WHERE document_id = ?")
                    .param(bad.id().toHexString())
                    .update();
        }
    }

    /** Whoever may read it is told so, with a number to ask by; to others it is as one that is not there. */
    @Test
    void oneThatCanNotBeReadSaysSoToThoseWhoMayReadIt() {
        Prescription first = write(AMOXICILLIN, null);
        Prescription second = prescriptions.write(
                doctor,
                new PrescriptionRequest(
                        visit, List.of(AMOXICILLIN), null, 0, new Replacement(first.id(), "Less is enough"), null),
                null);
        var stored = engine.bean(MongoDatabase.class).getCollection("prescription");
        stored.updateOne(Filters.eq("_id", first.id()), Updates.set("doctor_id", new ObjectId()));
        try {
            for (Actor may : List.of(patient, doctor)) {
                assertThatThrownBy(() -> prescriptions.get(may, first.id())).isInstanceOf(PrescriptionUnreadable.class);
            }
            assertThatThrownBy(() -> refilling.ask(patient, first.id())).isInstanceOf(PrescriptionUnreadable.class);
            Actor stranger = Actor.of(clinic.patient());
            assertThatThrownBy(() -> prescriptions.get(stranger, first.id())).isInstanceOf(Problem.NotFound.class);
            assertThat(new Trail(engine).of(stranger)).contains("warning Refused: prescription of another");
            PrescriptionChain chain = prescriptions.chain(patient, prescriptions.get(patient, second.id()));
            assertThat(chain.items()).extracting(Prescription::id).containsExactly(second.id());
            assertThat(chain.earlierMissing()).isTrue();
            assertThat(chain.laterMissing()).isFalse();
            ApiClient api = new ApiClient(engine);
            ApiClient.problem(
                    api.get("/prescriptions/" + first.id(), api.token(patient)), 500, "prescription-unreadable");
            try (PageClient page = new PageClient(engine.url())) {
                page.submit("/sign-in", Map.of("email", doctorEmail, "password", ClinicFixture.PASSWORD));
                HttpResponse<String> answer = page.get("/prescriptions/" + first.id());
                assertThat(answer.statusCode()).isEqualTo(500);
                assertThat(answer.body())
                        .contains("This prescription can’t be read", "class=\"reference\"")
                        .doesNotContain("points at no row");
                assertThat(page.get("/prescriptions/" + second.id()).body())
                        .contains("An earlier one can’t be shown")
                        .doesNotContain("A later one can’t be shown");
            }
        } finally {
            stored.updateOne(
                    Filters.eq("_id", first.id()),
                    Updates.set("doctor_id", Reference.of(doctorId).toObjectId()));
        }
    }

    @Test
    void whatIsCancelledOrLongPastIsNoDuplicate() {
        Prescription cancelled = write(AMOXICILLIN, null);
        prescriptions.cancel(doctor, cancelled.id(), "Not needed");
        prescriptions.write(
                doctor,
                new PrescriptionRequest(
                        visit,
                        List.of(AMOXICILLIN),
                        LocalDate.now(ClinicFixture.BOSTON).minusDays(100),
                        0,
                        null,
                        null),
                null);
        assertThat(write(AMOXICILLIN, null).override()).isNull();
    }

    @Test
    void neverMoreRefillsThanAllowedHoweverManyGrantAtOnce() throws Exception {
        Prescription written = prescriptions.write(
                doctor, new PrescriptionRequest(visit, List.of(AMOXICILLIN), null, 2, null, null), null);
        int granted = 0;
        for (int round = 0; round < 2; round++) {
            List<Boolean> asked = atOnce(4, () -> tried(() -> refilling.ask(patient, written.id())));
            assertThat(asked).containsOnlyOnce(true);
            assertThat(waiting()).extracting(Prescription::id).containsExactly(written.id());
            int request = round + 1;
            List<Boolean> answers = atOnce(4, () -> tried(() -> refilling.grant(doctor, written.id(), request)));
            assertThat(answers).containsOnlyOnce(true);
            granted++;
            assertThat(waiting()).isEmpty();
        }
        assertThat(prescriptions.get(patient, written.id()).refills().used()).isEqualTo(granted);
        assertThatThrownBy(() -> refilling.ask(patient, written.id())).isInstanceOf(PrescriptionConflict.class);
        assertThat(new Trail(engine).of(doctor))
                .filteredOn("info Granted a refill"::equals)
                .hasSize(2);
    }

    @Test
    void aRefillIsDeclinedWithAReasonAndAskedForByThePatientAlone() {
        Prescription written = prescriptions.write(
                doctor, new PrescriptionRequest(visit, List.of(AMOXICILLIN), null, 1, null, null), null);
        for (Actor other : List.of(Actor.of(clinic.patient()), doctor)) {
            assertThatThrownBy(() -> refilling.ask(other, written.id())).isInstanceOf(Problem.NotFound.class);
        }
        refilling.ask(patient, written.id());
        assertThatThrownBy(() -> refilling.decline(doctor, written.id(), 1, "")).isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> refilling.grant(otherDoctor, written.id(), 1)).isInstanceOf(Problem.NotFound.class);
        Prescription declined = refilling.decline(doctor, written.id(), 1, "Come and see me first");
        assertThat(declined.refills().used()).isZero();
        assertThat(declined.refills().requests()).singleElement().satisfies(request -> {
            assertThat(request.state()).isEqualTo(RefillRequest.State.DECLINED);
            assertThat(request.reason()).isEqualTo("Come and see me first");
        });
        assertThatThrownBy(() -> refilling.grant(doctor, written.id(), 1)).isInstanceOf(PrescriptionConflict.class);
        refilling.ask(patient, written.id());
        prescriptions.cancel(doctor, written.id(), "Not needed");
        assertThatThrownBy(() -> refilling.grant(doctor, written.id(), 2)).isInstanceOf(PrescriptionConflict.class);
        assertThat(waiting()).isEmpty();
    }

    /** Looking at the list changes nothing; what it need not look at any more a job takes away. */
    @Test
    void aNoteOfARefillThatNeverCameIsTakenAwayByTheJobAlone() {
        Prescription written = prescriptions.write(
                doctor, new PrescriptionRequest(visit, List.of(AMOXICILLIN), null, 1, null, null), null);
        Prescription waits = prescriptions.write(
                doctor,
                new PrescriptionRequest(
                        visit, List.of(new Medication("Metformin", "", "Once a day")), null, 1, null, null),
                null);
        refilling.ask(patient, waits.id());
        JdbcClient jdbc = engine.bean(JdbcClient.class);
        jdbc.sql("UPDATE prescription_entry SET refill_asked_at = ? WHERE document_id IN (?, ?)")
                .params(
                        LocalDateTime.now(ZoneOffset.UTC).minusHours(1),
                        written.id().toHexString(),
                        waits.id().toHexString())
                .update();
        assertThat(waiting()).extracting(Prescription::id).containsExactly(waits.id());
        assertThat(noted()).isEqualTo(2);
        refilling.forgetAnswered();
        assertThat(noted()).isEqualTo(1);
        assertThat(waiting()).extracting(Prescription::id).containsExactly(waits.id());
    }

    @Test
    void refillsOfAPrescriptionThatIsBroughtInGoOnHere() {
        Instant then = Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofDays(30));
        List<RefillRequest> asked = List.of(
                new RefillRequest(1, then, RefillRequest.State.DECLINED, then.plusSeconds(60), "Come and see me"),
                new RefillRequest(2, then.plusSeconds(90), RefillRequest.State.WAITING, null, null));
        Prescription brought = Prescription.brought(
                new ObjectId(), patientId, doctorId, visit, List.of(AMOXICILLIN), then, then, new Refills(2, 0, asked));
        engine.bean(PrescriptionRecords.class).addAll(Actor.OPERATOR, List.of(brought));
        assertThat(waiting()).extracting(Prescription::id).containsExactly(brought.id());
        assertThat(prescriptions.find(patient, brought.id()).refills()).isEqualTo(brought.refills());
        assertThat(refilling.grant(doctor, brought.id(), 2).refills().used()).isOne();
        assertThat(waiting()).isEmpty();
    }

    private List<Prescription> waiting() {
        return prescriptions.listWritten(doctor, null, 1).waiting();
    }

    private int noted() {
        return engine.bean(JdbcClient.class)
                .sql("SELECT COUNT(*) FROM prescription_entry WHERE doctor_id = ? AND refill_asked_at IS NOT NULL")
                .param(doctorId.value())
                .query(Integer.class)
                .single();
    }

    @Test
    void aListGoesOnWhereThePageBeforeEnded() {
        List<ObjectId> written = new ArrayList<>();
        for (String name : List.of("Loratadine", "Metformin", "Atorvastatin", "Omeprazole", "Lisinopril")) {
            written.addFirst(write(new Medication(name, "", "Once a day"), null).id());
        }
        PrescriptionList first = prescriptions.list(patient, null, null, 2);
        PrescriptionList second = prescriptions.list(patient, null, first.next(), 2);
        PrescriptionList third = prescriptions.list(patient, null, second.next(), 2);
        List<ObjectId> found = new ArrayList<>();
        List.of(first, second, third).forEach(page -> page.items().forEach(one -> found.add(one.id())));
        assertThat(found).isEqualTo(written);
        assertThat(third.next()).isNull();
        assertThat(prescriptions.list(doctor, null, null, 20).items()).hasSize(5);
        assertThatThrownBy(() -> prescriptions.list(patient, null, "nothing", 2))
                .isInstanceOf(Problem.Invalid.class);
    }

    /** So that all that was done with one is found by its id; the visit keeps the logs of its own. */
    @Test
    void everyLogOfAPrescriptionNamesIt() {
        Prescription written = prescriptions.write(
                doctor, new PrescriptionRequest(visit, List.of(AMOXICILLIN), null, 2, null, null), null);
        prescriptions.get(patient, written.id());
        engine.bean(PrescriptionPapers.class).print(patient, written.id());
        refilling.ask(patient, written.id());
        refilling.grant(doctor, written.id(), 1);
        refilling.ask(patient, written.id());
        refilling.decline(doctor, written.id(), 2, "Come and see me");
        prescriptions.cancel(doctor, written.id(), "Not needed");
        assertThatThrownBy(() -> prescriptions.get(otherDoctor, written.id())).isInstanceOf(Problem.NotFound.class);
        assertThat(messages(written.id()))
                .containsExactly(
                        "Prescribed",
                        "Read a prescription",
                        "Read a prescription",
                        "Printed a prescription",
                        "Asked for a refill",
                        "Granted a refill",
                        "Asked for a refill",
                        "Declined a refill",
                        "Cancelled a prescription",
                        "Refused: prescription of another");
        assertThat(messages(Reference.of(visit).toObjectId()))
                .contains("Booked the appointment", "Read the appointment")
                .doesNotContain("Prescribed");
    }

    private List<String> messages(ObjectId about) {
        Delivered.now(engine);
        return engine
                .bean(MongoDatabase.class)
                .getCollection("logs", Document.class)
                .find(Filters.eq("reference_id", about))
                .into(new ArrayList<>())
                .stream()
                .sorted(Comparator.comparing((Document log) -> log.getLong("seq")))
                .map(log -> log.getString("message"))
                .toList();
    }

    /** Each patient learns of it, however many the list shows; and once, however many of the patient's are in it. */
    @Test
    void aListOfSeveralPatientsIsToldToEachOfThem() {
        PatientId secondId = clinic.patient();
        AppointmentId secondVisit = book(secondId, 30);
        write(AMOXICILLIN, null);
        Prescription asked = prescriptions.write(
                doctor,
                new PrescriptionRequest(
                        visit, List.of(new Medication("Metformin", "", "Once a day")), null, 2, null, null),
                null);
        prescriptions.write(
                doctor, new PrescriptionRequest(secondVisit, List.of(AMOXICILLIN), null, 0, null, null), null);
        refilling.ask(patient, asked.id());
        assertThat(readsOf(patientId)).isZero();
        assertThat(prescriptions.list(doctor, null, null, 20).items()).hasSize(3);
        assertThat(readsOf(patientId)).isEqualTo(1);
        assertThat(readsOf(secondId)).isEqualTo(1);
        WrittenPrescriptions written = prescriptions.listWritten(doctor, null, 1);
        assertThat(written.list().items()).extracting(Prescription::patientId).containsExactly(secondId);
        assertThat(written.waiting()).extracting(Prescription::patientId).containsExactly(patientId);
        assertThat(readsOf(patientId)).isEqualTo(2);
        assertThat(readsOf(secondId)).isEqualTo(2);
        assertThat(prescriptions.listWritten(doctor, null, 20).list().items()).hasSize(3);
        assertThat(readsOf(patientId)).as("in both lists, told of once").isEqualTo(3);
    }

    @Test
    void whoReadsAChainIsToldOf() {
        Prescription first = write(AMOXICILLIN, null);
        assertThat(prescriptions.chain(doctor, first).items()).hasSize(1);
        assertThat(readsOf(patientId)).as("no other was shown").isZero();
        prescriptions.write(
                doctor,
                new PrescriptionRequest(
                        visit, List.of(AMOXICILLIN), null, 0, new Replacement(first.id(), "Less is enough"), null),
                null);
        assertThat(prescriptions
                        .chain(doctor, prescriptions.get(doctor, first.id()))
                        .items())
                .hasSize(2);
        assertThat(readsOf(patientId)).isEqualTo(1);
    }

    @Test
    void suggestionsAreTheDoctorsOwnFirst() {
        String made = "Zz" + UUID.randomUUID().toString().substring(0, 6).replaceAll("[0-9]", "x");
        write(new Medication(made + " forte", "5 mg", ""), null);
        Medicines medicines = engine.bean(Medicines.class);
        assertThat(medicines.search(doctor, made.toUpperCase(Locale.ROOT)))
                .containsExactly(new Suggestion(made + " forte", "5 mg", true));
        assertThat(medicines.search(otherDoctor, made)).containsExactly(new Suggestion(made + " forte", "5 mg", false));
        assertThat(medicines.search(doctor, "")).extracting(Suggestion::name).contains(made + " forte");
        assertThat(medicines.search(otherDoctor, "")).isEmpty();
        assertThatThrownBy(() -> medicines.search(patient, made)).isInstanceOf(Problem.Forbidden.class);
    }

    @Test
    void allergiesAreKeptByDoctorsWhoTreatAndRemovalIsRemembered() {
        long id = allergies
                .add(doctor, patientId, new AllergyDetails(" Penicillin ", null, Severity.MILD))
                .id();
        assertThat(allergies
                        .add(doctor, patientId, new AllergyDetails("penicillin", "Rash", null))
                        .id())
                .isEqualTo(id);
        assertThat(allergies.list(patient, patientId)).singleElement().satisfies(allergy -> {
            assertThat(allergy.substance()).isEqualTo("Penicillin");
            assertThat(allergy.recordedBy()).isEqualTo("Ada Doctor");
        });
        for (Actor stranger : List.of(otherDoctor, clinic.adminAccount(), Actor.of(clinic.patient()))) {
            assertThatThrownBy(() -> allergies.list(stranger, patientId)).isInstanceOf(Problem.NotFound.class);
        }
        for (Actor notTreating : List.of(otherDoctor, clinic.adminAccount(), patient)) {
            assertThatThrownBy(() -> allergies.remove(notTreating, patientId, id))
                    .isInstanceOf(Problem.NotFound.class);
        }
        allergies.remove(doctor, patientId, id);
        assertThat(allergies.list(patient, patientId)).isEmpty();
        assertThat(engine.bean(JdbcClient.class)
                        .sql("SELECT removed_by FROM allergy WHERE id = ? AND removed_at IS NOT NULL")
                        .param(id)
                        .query(Long.class)
                        .single())
                .isEqualTo(doctorId.value());
        assertThatThrownBy(() -> allergies.remove(doctor, patientId, id)).isInstanceOf(Problem.NotFound.class);
    }

    private static boolean tried(Runnable step) {
        try {
            step.run();
            return true;
        } catch (PrescriptionConflict e) {
            return false;
        }
    }

    private void assertInvalid(String field, PrescriptionRequest request) {
        Problem.Invalid refused =
                catchThrowableOfType(Problem.Invalid.class, () -> prescriptions.write(doctor, request, null));
        assertThat(refused.errors())
                .extracting(Problem.Invalid.FieldError::field)
                .containsExactly(field);
    }

    private PrescriptionRequest request(Medication medication, @Nullable WarningOverride override) {
        return new PrescriptionRequest(visit, List.of(medication), null, 0, null, override);
    }

    private Prescription write(Medication medication, @Nullable WarningOverride override) {
        return prescriptions.write(doctor, request(medication, override), null);
    }

    /** How many logs tell the patient that the doctor read prescriptions. */
    private long readsOf(PatientId who) {
        Delivered.now(engine);
        return engine.bean(LogSearch.class).accessLog(Actor.of(who), null, 100).items().stream()
                .filter(log -> doctor.reference().equals(log.user()) && "prescriptions.read".equals(log.action()))
                .count();
    }

    private long documents() {
        return engine.bean(MongoDatabase.class)
                .getCollection("prescription", Document.class)
                .countDocuments(Filters.eq("patient_id", Reference.of(patientId).toObjectId()));
    }

    private AppointmentId book(PatientId who, int hours) {
        Instant at = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(hours));
        return engine.bean(Booking.class)
                .book(Actor.of(who), new BookingRequest(doctorId, office, at, null, null), null)
                .appointment()
                .id();
    }

    private static <T> List<T> atOnce(int many, Callable<T> work) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(many)) {
            List<T> results = new ArrayList<>();
            for (Future<T> one : threads.invokeAll(Collections.nCopies(many, work))) {
                results.add(one.get());
            }
            return results;
        }
    }
}
