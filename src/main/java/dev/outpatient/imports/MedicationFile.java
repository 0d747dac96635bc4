package dev.outpatient.imports;

import dev.outpatient.imports.ImportReferences.Kind;
import dev.outpatient.imports.ImportReferences.TakenVisit;
import dev.outpatient.prescriptions.Medication;
import dev.outpatient.prescriptions.Prescription;
import dev.outpatient.prescriptions.PrescriptionRecords;
import dev.outpatient.prescriptions.Refills;
import dev.outpatient.shared.Actor;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.types.ObjectId;
import org.springframework.stereotype.Component;

/** Each medication becomes a prescription by the doctor of its encounter. */
@Component
class MedicationFile implements SyntheaFile<MedicationFile.Prescribed> {

    /** MongoDB has no columns; nothing that is a name is longer. */
    private static final int LONGEST_TEXT = 500;

    record Prescribed(
            long line, ObjectId id, String encounter, String patient, Instant prescribedAt, Medication medication)
            implements SourceRow {

        @Override
        public String key() {
            return id.toHexString();
        }
    }

    private final PrescriptionRecords prescriptions;
    private final ImportReferences references;
    private final Clock clock;
    private PrescriptionKeys keys = new PrescriptionKeys();

    MedicationFile(PrescriptionRecords prescriptions, ImportReferences references, Clock clock) {
        this.prescriptions = prescriptions;
        this.references = references;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "medications";
    }

    @Override
    public List<String> columns() {
        return List.of("START", "PATIENT", "ENCOUNTER", "CODE", "DESCRIPTION", "REASONDESCRIPTION");
    }

    @Override
    public void begin() {
        keys = new PrescriptionKeys();
    }

    @Override
    public Optional<Prescribed> read(Row row) {
        Instant start = row.instant("START");
        String patient = row.id("PATIENT");
        String encounter = row.id("ENCOUNTER");
        String code = row.required("CODE", LONGEST_TEXT);
        String description = row.required("DESCRIPTION", LONGEST_TEXT);
        String reason = row.optional("REASONDESCRIPTION", LONGEST_TEXT);
        return Optional.of(new Prescribed(
                row.line(),
                keys.next(encounter, code, start, description),
                encounter,
                patient,
                start,
                new Medication(description, Dosage.of(description), reason == null ? "" : "For " + reason)));
    }

    @Override
    public BatchResult take(List<Prescribed> rows) {
        Map<String, TakenVisit> visits = references.findVisits(
                rows.stream().map(Prescribed::encounter).distinct().toList());
        Map<String, Long> patients = references.find(
                Kind.PATIENT, rows.stream().map(Prescribed::patient).distinct().toList());
        List<Rejection> rejected = new ArrayList<>();
        List<Prescription> open = new ArrayList<>();
        for (Prescribed row : rows) {
            TakenVisit visit = visits.get(row.encounter());
            Long patient = patients.get(row.patient());
            if (patient == null) {
                rejected.add(Rejection.of(row, "PATIENT", ImportReason.UNKNOWN_PATIENT));
            } else if (visit == null) {
                rejected.add(Rejection.of(row, "ENCOUNTER", ImportReason.UNKNOWN_ENCOUNTER));
            } else if (visit.patientId().value() != patient) {
                rejected.add(Rejection.of(row, "PATIENT", ImportReason.OTHER_PATIENT));
            } else {
                open.add(prescription(row, visit));
            }
        }
        int taken = prescriptions.addAll(Actor.OPERATOR, open);
        return new BatchResult(taken, open.size() - taken, rejected);
    }

    private Prescription prescription(Prescribed row, TakenVisit visit) {
        return Prescription.brought(
                row.id(),
                visit.patientId(),
                visit.doctorId(),
                visit.id(),
                List.of(row.medication()),
                row.prescribedAt(),
                clock.instant(),
                Refills.NONE);
    }
}
