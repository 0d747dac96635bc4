package dev.outpatient.prescriptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outpatient.AbandonedChanges;
import dev.outpatient.ClinicFixture;
import dev.outpatient.Engine;
import dev.outpatient.Killed;
import dev.outpatient.OnEachEngine;
import dev.outpatient.Trail;
import dev.outpatient.scheduling.Booking;
import dev.outpatient.scheduling.BookingRequest;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;

/** Each change of a prescription whose program ended before it could tell the trail: told once, as soon as one looks. */
@OnEachEngine
class ToldAfterwardsTest {

    private final Engine engine;
    private final Prescriptions prescriptions;
    private final PrescriptionDocuments documents;
    private final DoctorId doctorId;
    private final Actor doctor;
    private final Actor patient;
    private final AppointmentId visit;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    ToldAfterwardsTest(Engine engine) {
        this.engine = engine;
        prescriptions = engine.bean(Prescriptions.class);
        documents = engine.bean(PrescriptionDocuments.class);
        ClinicFixture clinic = new ClinicFixture(engine.program());
        OfficeId office = clinic.office(ClinicFixture.BOSTON);
        doctorId = clinic.alwaysWorking(office, 30);
        doctor = Actor.of(doctorId);
        PatientId patientId = clinic.patient();
        patient = Actor.of(patientId);
        Instant at = now.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(24));
        visit = engine.bean(Booking.class)
                .book(patient, new BookingRequest(doctorId, office, at, null, null), null)
                .appointment()
                .id();
    }

    @Test
    void eachIsToldOnce() {
        Prescription written = prescriptions.write(
                doctor,
                new PrescriptionRequest(
                        visit, List.of(new Medication("Loratadine", "", "Once a day")), null, 2, null, null),
                null);
        end(
                patient,
                written,
                "Asked for a refill",
                PrescriptionDocuments.proofOfAsk(written, now),
                () -> documents.ask(written, now));
        Prescription asked = find(written);
        RefillRequest first = asked.refills().requests().getFirst();
        end(
                doctor,
                asked,
                "Granted a refill",
                PrescriptionDocuments.proofOfAnswer(asked, first, RefillRequest.State.GRANTED, now),
                () -> documents.grant(asked, first, now));
        Prescription granted = find(written);
        documents.ask(granted, now);
        Prescription again = find(written);
        RefillRequest second = again.refills().requests().getLast();
        end(
                doctor,
                again,
                "Declined a refill",
                PrescriptionDocuments.proofOfAnswer(again, second, RefillRequest.State.DECLINED, now),
                () -> documents.decline(again, second, "Come and see me", now));
        end(
                doctor,
                again,
                "Cancelled a prescription",
                PrescriptionDocuments.proofOfCancel(again.id(), doctorId, now),
                () -> documents.cancel(again.id(), doctorId, "Not needed", now));
        // Nor is one told that never came about.
        assertThatThrownBy(() -> prescriptions.change(
                        doctor,
                        again,
                        "Printed a prescription",
                        PrescriptionDocuments.proofOfCancel(again.id(), doctorId, now.plusMillis(1)),
                        () -> {
                            throw new Killed();
                        }))
                .isInstanceOf(Killed.class);
        AbandonedChanges.settle(engine, written.id());
        AbandonedChanges.settle(engine, written.id());
        assertThat(new Trail(engine).of(patient)).containsOnlyOnce("info Asked for a refill");
        assertThat(new Trail(engine).of(doctor))
                .containsOnlyOnce("info Granted a refill", "info Declined a refill", "info Cancelled a prescription")
                .doesNotContain("info Printed a prescription");
        assertThat(find(written).cancellation()).isNotNull();
    }

    /** The change is made and the program gone. */
    private void end(Actor actor, Prescription seen, String message, Bson proof, BooleanSupplier work) {
        assertThatThrownBy(() -> prescriptions.change(actor, seen, message, proof, () -> {
                    assertThat(work.getAsBoolean()).as(message).isTrue();
                    throw new Killed();
                }))
                .isInstanceOf(Killed.class);
    }

    private Prescription find(Prescription prescription) {
        return documents.find(prescription.id()).orElseThrow();
    }
}
