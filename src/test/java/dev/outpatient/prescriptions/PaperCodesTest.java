package dev.outpatient.prescriptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.outpatient.ClinicFixture;
import dev.outpatient.Engine;
import dev.outpatient.OnEachEngine;
import dev.outpatient.scheduling.Booking;
import dev.outpatient.scheduling.BookingRequest;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

/** The code of a paper is there before anybody prints it: printing is looking, and changes nothing. */
@OnEachEngine
class PaperCodesTest {

    private final PaperCodes codes;
    private final PrescriptionPapers papers;
    private final MongoCollection<Document> documents;
    private final Actor patient;
    private final ObjectId id;

    PaperCodesTest(Engine engine) {
        codes = engine.bean(PaperCodes.class);
        papers = engine.bean(PrescriptionPapers.class);
        documents = engine.bean(MongoDatabase.class).getCollection("prescription");
        ClinicFixture clinic = new ClinicFixture(engine.program());
        OfficeId office = clinic.office(ClinicFixture.BOSTON);
        DoctorId doctor = clinic.alwaysWorking(office, 30);
        PatientId patientId = clinic.patient();
        patient = Actor.of(patientId);
        Instant at = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(24));
        var visit = engine.bean(Booking.class)
                .book(patient, new BookingRequest(doctor, office, at, null, null), null)
                .appointment()
                .id();
        id = engine.bean(Prescriptions.class)
                .write(
                        Actor.of(doctor),
                        new PrescriptionRequest(
                                visit, List.of(new Medication("Loratadine", "", "Once a day")), null, 0, null, null),
                        null)
                .id();
    }

    @Test
    void eachIsWrittenWithOne() {
        Document written = stored();
        assertThat(written.getString("code")).hasSize(12);
        assertThat(papers.print(patient, id).code().replace("-", "")).isEqualTo(written.getString("code"));
        assertThat(stored()).isEqualTo(written);
    }

    @Test
    void oneFromBeforeGetsOneElsewhereThanInPrinting() {
        documents.updateOne(Filters.eq("_id", id), Updates.unset("code"));
        Document old = stored();
        assertThatThrownBy(() -> papers.print(patient, id)).isInstanceOf(Problem.Unavailable.class);
        assertThat(stored()).isEqualTo(old);
        // The program itself may be faster.
        codes.addAll();
        Document given = stored();
        assertThat(given.getString("code")).hasSize(12);
        assertThat(papers.print(patient, id).code().replace("-", "")).isEqualTo(given.getString("code"));
        codes.addAll();
        assertThat(stored()).as("once").isEqualTo(given);
    }

    /** Not only of those that were there when the program started. */
    @Test
    void whatComesLaterWithoutOneGetsOneToo() {
        codes.addMissing();
        documents.updateOne(Filters.eq("_id", id), Updates.unset("code"));
        codes.addMissing();
        assertThat(stored().getString("code")).hasSize(12);
    }

    private Document stored() {
        Document found = documents.find(Filters.eq("_id", id)).first();
        assertThat(found).isNotNull();
        return found;
    }
}
