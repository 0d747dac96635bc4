package dev.outpatient.prescriptions;

import com.mongodb.MongoException;
import dev.outpatient.patients.Allergies;
import dev.outpatient.patients.Allergy;
import dev.outpatient.prescriptions.EntryRepository.Entry;
import dev.outpatient.prescriptions.PrescriptionDocuments.Found;
import dev.outpatient.prescriptions.Warning.Kind;
import dev.outpatient.prescriptions.Warning.Reason;
import dev.outpatient.shared.PatientId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Holds what a doctor wants to prescribe against the allergies and the active medications of the patient. What it can't
 * check becomes a warning of its own, so that nobody takes silence for an all-clear.
 */
@Component
class WarningCheck {

    /** More than anybody takes; with more than that, the rest is told as not checked. */
    private static final int MOST = 500;

    /**
     * How long a row without a document may be on its way to one. Who has begun writes at once; a row of a program that
     * ended in between is in nobody's way for longer.
     */
    private static final Duration UNDER_WAY = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(WarningCheck.class);

    private final Allergies allergies;
    private final EntryRepository entries;
    private final PrescriptionDocuments documents;
    private final MedicineClasses classes;
    private final Clock clock;

    WarningCheck(
            Allergies allergies,
            EntryRepository entries,
            PrescriptionDocuments documents,
            MedicineClasses classes,
            Clock clock) {
        this.allergies = allergies;
        this.entries = entries;
        this.documents = documents;
        this.classes = classes;
        this.clock = clock;
    }

    /**
     * @param replaced the prescription that ends by this one, or null; what it holds is no duplicate
     * @param own the row that the same request has begun, or null; it is no other prescription
     * @throws dev.outpatient.shared.Problem.Unavailable when MongoDB is away: nothing could be saved then either
     */
    Checked check(PatientId patient, List<Medication> wanted, @Nullable ObjectId replaced, @Nullable Long own) {
        Set<Warning> warnings = new LinkedHashSet<>();
        List<Allergy> recorded = allergies.ofPatient(patient);
        for (Medication medication : wanted) {
            if (MedicineName.substances(medication.name()).isEmpty()) {
                warnings.add(Warning.notChecked(Reason.NAME, medication.name(), ""));
            }
            for (Allergy allergy : recorded) {
                if (classes.concerns(allergy.substance(), medication.name())) {
                    warnings.add(new Warning(Kind.ALLERGY, medication.name(), allergy.substance()));
                }
            }
        }
        List<String> active = new ArrayList<>();
        try {
            active.addAll(Stored.ask(() -> activeMedications(patient, replaced, own, warnings)));
        } catch (MongoException e) {
            log.warn("A prescription could not be checked against the active medications", e);
            warnings.add(Warning.notChecked(Reason.UNREADABLE, "", ""));
        }
        for (int i = 0; i < wanted.size(); i++) {
            String name = wanted.get(i).name();
            active.stream()
                    .filter(other -> MedicineName.same(name, other))
                    .forEach(other -> warnings.add(new Warning(Kind.DUPLICATE, name, other)));
            wanted.subList(0, i).stream()
                    .filter(other -> MedicineName.same(name, other.name()))
                    .forEach(other -> warnings.add(new Warning(Kind.DUPLICATE, name, other.name())));
        }
        return new Checked(recorded.size(), active.size(), List.copyOf(warnings));
    }

    private List<String> activeMedications(
            PatientId patient, @Nullable ObjectId replaced, @Nullable Long own, Set<Warning> warnings) {
        Instant now = clock.instant();
        List<Entry> recent = entries.ofPatientSince(patient, now.minus(PrescriptionStatus.LONGEST), MOST + 1);
        if (recent.size() > MOST) {
            warnings.add(Warning.notChecked(Reason.TOO_MANY, "", Integer.toString(MOST)));
            recent = recent.subList(0, MOST);
        }
        Found there = documents.byId(recent.stream().map(Entry::documentId).toList());
        List<String> active = new ArrayList<>();
        for (Entry entry : recent) {
            Prescription prescription = there.get(entry.documentId());
            if (prescription == null) {
                if (there.isUnreadable(entry.documentId())) {
                    warnings.add(Warning.notChecked(Reason.ILLEGIBLE, "", entry.number()));
                } else if (entry.written()) {
                    warnings.add(Warning.notChecked(Reason.LOST, "", entry.number()));
                } else if (isPending(entry, replaced, own, now)) {
                    warnings.add(Warning.notChecked(Reason.PENDING, "", entry.number()));
                }
            } else if (!prescription.id().equals(replaced) && prescription.status(now) == PrescriptionStatus.ACTIVE) {
                prescription.medication().forEach(medication -> active.add(medication.name()));
            }
        }
        return active;
    }

    /** Of those that replace the same prescription only one comes to be, which the database sees to. */
    private static boolean isPending(Entry entry, @Nullable ObjectId replaced, @Nullable Long own, Instant now) {
        boolean same = own != null && own == entry.id();
        boolean rival = replaced != null && replaced.equals(entry.replaces());
        return !same && !rival && entry.createdAt().isAfter(now.minus(UNDER_WAY));
    }
}
