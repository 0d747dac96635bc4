package dev.outpatient.prescriptions;

import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Reference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.NoSuchElementException;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/** A prescription as the {@code prescription} collection holds it. */
final class DocumentForm {

    private DocumentForm() {}

    static Document write(Prescription prescription) {
        Document document = new Document("_id", prescription.id());
        putIfThere(document, "number", prescription.number());
        document.append("patient_id", Reference.of(prescription.patientId()).toObjectId())
                .append("doctor_id", Reference.of(prescription.doctorId()).toObjectId());
        if (prescription.appointmentId() != null) {
            document.append(
                    "appointment_id", Reference.of(prescription.appointmentId()).toObjectId());
        }
        document.append(
                        "medication",
                        prescription.medication().stream()
                                .map(m -> new Document("name", m.name())
                                        .append("dosage", m.dosage())
                                        .append("instructions", m.instructions()))
                                .toList())
                .append("date_prescribed", Date.from(prescription.prescribedAt()))
                .append("created_at", Date.from(prescription.createdAt()))
                .append(
                        "refills",
                        new Document("allowed", prescription.refills().allowed())
                                .append("used", prescription.refills().used()));
        List<RefillRequest> requests = prescription.refills().requests();
        if (!requests.isEmpty()) {
            document.append(
                    "refill_requests",
                    requests.stream().map(DocumentForm::write).toList());
        }
        WarningOverride override = prescription.override();
        if (override != null) {
            document.append(
                    "warnings_overridden",
                    new Document("warnings", override.warnings()).append("reason", override.reason()));
        }
        Replacement replaces = prescription.replaces();
        if (replaces != null) {
            document.append("replaces", replaces.of()).append("replace_reason", replaces.reason());
        }
        putIfThere(document, "code", prescription.code());
        putIfThere(document, "signature", prescription.signature());
        return document;
    }

    private static void putIfThere(Document document, String name, @Nullable Object value) {
        if (value != null) {
            document.append(name, value);
        }
    }

    /** @throws IllegalStateException when it can't be read, as another program wrote it or somebody altered it */
    static Prescription read(Document document) {
        try {
            return parse(document);
        } catch (IllegalStateException
                | IllegalArgumentException
                | ClassCastException
                | NoSuchElementException
                | NullPointerException e) {
            throw new IllegalStateException(
                    "Prescription " + document.get("_id") + " can't be read: " + e.getMessage(), e);
        }
    }

    private static Prescription parse(Document document) {
        return new Prescription(
                document.getObjectId("_id"),
                document.getString("number"),
                new PatientId(key(document, "patient_id")),
                new DoctorId(key(document, "doctor_id")),
                document.containsKey("appointment_id") ? new AppointmentId(key(document, "appointment_id")) : null,
                document.getList("medication", Document.class).stream()
                        .map(m ->
                                new Medication(m.getString("name"), m.getString("dosage"), m.getString("instructions")))
                        .toList(),
                instant(document, "date_prescribed"),
                instant(document, "created_at"),
                refills(document),
                override(document),
                cancellation(document),
                document.containsKey("replaces")
                        ? new Replacement(document.getObjectId("replaces"), document.getString("replace_reason"))
                        : null,
                document.getObjectId("replaced_by"),
                document.getString("code"),
                document.getString("signature"));
    }

    private static Document write(RefillRequest request) {
        Document written = new Document("requested_at", Date.from(request.askedAt()))
                .append("state", request.state().word());
        if (request.answeredAt() != null) {
            written.append("answered_at", Date.from(request.answeredAt()));
        }
        if (request.reason() != null) {
            written.append("reason", request.reason());
        }
        return written;
    }

    private static Refills refills(Document document) {
        Document refills = document.get("refills", Document.class);
        if (refills == null) {
            return Refills.NONE;
        }
        List<RefillRequest> requests = new ArrayList<>();
        for (Document asked : document.getList("refill_requests", Document.class, List.of())) {
            Date answered = asked.getDate("answered_at");
            requests.add(new RefillRequest(
                    requests.size() + 1,
                    instant(asked, "requested_at"),
                    RefillRequest.State.of(asked.getString("state")),
                    answered == null ? null : answered.toInstant(),
                    asked.getString("reason")));
        }
        return new Refills(refills.getInteger("allowed"), refills.getInteger("used"), List.copyOf(requests));
    }

    private static @Nullable WarningOverride override(Document document) {
        Document overridden = document.get("warnings_overridden", Document.class);
        return overridden == null
                ? null
                : new WarningOverride(overridden.getList("warnings", String.class), overridden.getString("reason"));
    }

    private static @Nullable Cancellation cancellation(Document document) {
        return document.containsKey("cancelled_at")
                ? new Cancellation(
                        instant(document, "cancelled_at"),
                        new DoctorId(key(document, "cancelled_by")),
                        document.getString("cancel_reason"))
                : null;
    }

    private static Instant instant(Document document, String name) {
        return document.getDate(name).toInstant();
    }

    private static long key(Document document, String name) {
        ObjectId value = document.getObjectId(name);
        return Reference.from(value)
                .orElseThrow(() -> new IllegalStateException(name + " of prescription points at no row: " + value))
                .id();
    }
}
