package dev.outpatient.prescriptions;

import com.mongodb.MongoException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bson.types.ObjectId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives rows to prescriptions that have none: those from before there were rows, and those of an import that was stopped.
 * Without a row no list shows a prescription, and no warning knows of it. Doing it again changes nothing.
 */
@Service
public class MissingRows {

    private static final Logger log = LoggerFactory.getLogger(MissingRows.class);
    private static final int AT_ONCE = 500;

    private final PrescriptionDocuments documents;
    private final EntryRepository entries;
    private final MedicineRepository medicines;
    private final TransactionTemplate transaction;
    private volatile boolean looked;

    MissingRows(
            PrescriptionDocuments documents,
            EntryRepository entries,
            MedicineRepository medicines,
            TransactionTemplate transaction) {
        this.documents = documents;
        this.entries = entries;
        this.medicines = medicines;
        this.transaction = transaction;
    }

    /** Once after each start, when there are more documents than rows; again until MongoDB answers. */
    @Scheduled(fixedDelay = 60_000, initialDelay = 10_000)
    void addAfterStart() {
        if (looked) {
            return;
        }
        try {
            if (documents.count() > entries.countWritten()) {
                int added = addAll();
                log.info("{} prescriptions had no row and got one", added);
            }
            looked = true;
        } catch (MongoException | DataAccessException e) {
            log.warn("Prescriptions without a row wait: {}", e.getMessage());
        }
    }

    int addAll() {
        List<ObjectId> some = new ArrayList<>();
        int added = 0;
        for (ObjectId id : documents.ids(AT_ONCE)) {
            some.add(id);
            if (some.size() == AT_ONCE) {
                added += add(some);
                some.clear();
            }
        }
        return added + add(some);
    }

    /**
     * Of these.
     *
     * @return how many got one; none does who points at nobody
     * @throws MongoException when MongoDB is away
     */
    public int add(Collection<ObjectId> ids) {
        List<ObjectId> open = new ArrayList<>(ids);
        open.removeAll(entries.byDocument(ids).keySet());
        int added = 0;
        for (Prescription prescription : documents.byId(open).readable().values()) {
            added += add(prescription) ? 1 : 0;
        }
        return added;
    }

    private boolean add(Prescription prescription) {
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> {
                if (entries.find(prescription.id()).isPresent()) {
                    return false;
                }
                entries.insertWritten(prescription);
                medicines.count(List.of(prescription));
                return true;
            }));
        } catch (DataIntegrityViolationException e) {
            // Another node was faster, or there is no such patient, doctor or visit, which check-stores says.
            log.warn("Prescription {} gets no row: {}", prescription.id(), e.getMessage());
            return false;
        }
    }
}
