package dev.outpatient.prescriptions;

import com.mongodb.MongoException;
import org.bson.types.ObjectId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Gives a code to prescriptions that have none: those from before each was written with one, and what a program of before
 * wrote since. It is not made when a paper is asked for, as looking changes nothing. Doing it again changes nothing.
 */
@Component
class PaperCodes {

    private static final Logger log = LoggerFactory.getLogger(PaperCodes.class);
    private static final int AT_ONCE = 500;

    private final PrescriptionDocuments documents;

    PaperCodes(PrescriptionDocuments documents) {
        this.documents = documents;
    }

    /** Looks again and again, as the index tells at once that there is none. */
    @Scheduled(fixedDelay = 60_000, initialDelay = 10_000)
    void addMissing() {
        try {
            int added = addAll();
            if (added > 0) {
                log.info("{} prescriptions had no code for their papers and got one", added);
            }
        } catch (MongoException e) {
            log.warn("Prescriptions without a code for their papers wait: {}", e.getMessage());
        }
    }

    /** @return how many got one */
    int addAll() {
        int added = 0;
        for (ObjectId id : documents.withoutCode(AT_ONCE)) {
            added += documents.giveCode(id, PaperCode.next()) ? 1 : 0;
        }
        return added;
    }
}
