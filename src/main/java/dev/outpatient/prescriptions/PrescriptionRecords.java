package dev.outpatient.prescriptions;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DocumentSchema;
import dev.outpatient.shared.InsertOnce;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Reference;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.springframework.stereotype.Service;

/** Takes in prescriptions that were written elsewhere, many at a time. */
@Service
public class PrescriptionRecords {

    private final MongoCollection<Document> prescriptions;

    PrescriptionRecords(MongoDatabase documents) {
        this.prescriptions = DocumentSchema.load("prescription").applyTo(documents);
    }

    /**
     * Adds those whose id is not there yet, so that the same ones may be brought again.
     *
     * @return how many were added
     * @throws com.mongodb.MongoException when MongoDB is away; some may have been added
     */
    public int addAll(Actor actor, List<Prescription> brought) {
        if (!actor.isAdmin()) {
            throw Problem.Forbidden.to("bring in prescriptions");
        }
        if (brought.isEmpty()) {
            return 0;
        }
        return InsertOnce.insert(
                prescriptions,
                brought.stream().map(PrescriptionRecords::document).toList());
    }

    private static Document document(Prescription prescription) {
        Document document = new Document("_id", prescription.id())
                .append("patient_id", Reference.of(prescription.patientId()).toObjectId())
                .append("doctor_id", Reference.of(prescription.doctorId()).toObjectId());
        if (prescription.appointmentId() != null) {
            document.append(
                    "appointment_id", Reference.of(prescription.appointmentId()).toObjectId());
        }
        return document.append(
                        "medication",
                        prescription.medication().stream()
                                .map(m -> new Document("name", m.name())
                                        .append("dosage", m.dosage())
                                        .append("instructions", m.instructions()))
                                .toList())
                .append("date_prescribed", Date.from(prescription.prescribedAt()))
                .append("created_at", Date.from(prescription.createdAt()));
    }
}
