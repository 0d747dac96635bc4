package dev.outpatient.prescriptions;

import dev.outpatient.prescriptions.EntryRepository.Entry;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Problem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.types.ObjectId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes in prescriptions that were written elsewhere, many at a time. */
@Service
public class PrescriptionRecords {

    private final PrescriptionDocuments documents;
    private final EntryRepository entries;
    private final MedicineRepository medicines;

    PrescriptionRecords(PrescriptionDocuments documents, EntryRepository entries, MedicineRepository medicines) {
        this.documents = documents;
        this.entries = entries;
        this.medicines = medicines;
    }

    /**
     * Adds those whose id is not there yet, so that the same ones may be brought again. Each gets a number.
     *
     * @return how many were added
     * @throws com.mongodb.MongoException when MongoDB is away; some documents may have been added, and get their rows
     *     when they are brought again
     */
    @Transactional
    public int addAll(Actor actor, List<Prescription> brought) {
        if (!actor.isAdmin()) {
            throw Problem.Forbidden.to("bring in prescriptions");
        }
        if (brought.isEmpty()) {
            return 0;
        }
        List<ObjectId> ids = brought.stream().map(Prescription::id).toList();
        Map<ObjectId, Entry> there = entries.byDocument(ids);
        List<Prescription> missing =
                brought.stream().filter(p -> !there.containsKey(p.id())).toList();
        entries.insertAll(missing);
        medicines.count(missing);
        Map<ObjectId, Entry> numbered = entries.byDocument(ids);
        return documents.insertAll(brought.stream()
                .map(p -> p.under(
                        p.id(), Objects.requireNonNull(numbered.get(p.id())).number()))
                .toList());
    }
}
