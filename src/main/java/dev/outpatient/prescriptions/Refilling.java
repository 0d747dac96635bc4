package dev.outpatient.prescriptions;

import com.mongodb.MongoException;
import dev.outpatient.audit.AuditTrail;
import dev.outpatient.prescriptions.EntryRepository.Entry;
import dev.outpatient.prescriptions.PrescriptionDocuments.Found;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.types.ObjectId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Refills: the patient asks, the doctor of the prescription grants or declines. There are never more than were allowed,
 * as each is one conditional update of the document.
 *
 * <p>All methods throw {@link Problem.Unavailable} when MongoDB is away.
 */
@Service
public class Refilling {

    private static final Logger log = LoggerFactory.getLogger(Refilling.class);

    private static final int AT_ONCE = 500;
    private static final int LONGEST_REASON = 500;

    /** How long a request that is noted in MySQL may take to be in the document. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(2);

    private final Prescriptions prescriptions;
    private final PrescriptionDocuments documents;
    private final EntryRepository entries;
    private final AuditTrail trail;
    private final Clock clock;

    Refilling(
            Prescriptions prescriptions,
            PrescriptionDocuments documents,
            EntryRepository entries,
            AuditTrail trail,
            Clock clock) {
        this.prescriptions = prescriptions;
        this.documents = documents;
        this.entries = entries;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * A patient asks for a refill. At most one request waits at a time.
     *
     * @throws Problem.NotFound when there is no such prescription of the patient's
     * @throws PrescriptionConflict when it does not stand, no refill is left, or one was asked for already
     */
    public Prescription ask(Actor actor, ObjectId id) {
        Prescription prescription = prescriptions.find(actor, id);
        if (!actor.is(prescription.patientId())) {
            trail.refused(
                    actor,
                    "record.refused",
                    "Refused: refill of another's prescription",
                    Prescriptions.about(prescription));
            throw Problem.NotFound.of("prescription");
        }
        Instant now = now();
        if (prescription.status(now) != PrescriptionStatus.ACTIVE) {
            throw PrescriptionConflict.because(
                    "The prescription does not stand any more. Ask the office for a new one.");
        }
        if (prescription.refills().left() == 0) {
            throw PrescriptionConflict.because("No refill is left. Ask the office for a new prescription.");
        }
        if (prescription.refills().waiting().isPresent()) {
            throw PrescriptionConflict.because("A refill was asked for already, and waits for the doctor.");
        }
        // Noted first, so that no request is in a document that the doctor is not pointed to.
        entries.refillAsked(id, now);
        boolean asked = prescriptions.change(
                actor,
                prescription,
                "Asked for a refill",
                PrescriptionDocuments.proofOfAsk(prescription, now),
                () -> documents.ask(prescription, now));
        if (!asked) {
            throw changedMeanwhile();
        }
        return find(id);
    }

    /**
     * The doctor grants a refill that was asked for.
     *
     * @throws Problem.NotFound when there is none that the actor may know of
     * @throws Problem.Forbidden when another doctor wrote the prescription
     * @throws PrescriptionConflict when it was answered already, no refill is left, or the prescription does not stand
     */
    public Prescription grant(Actor actor, ObjectId id, int requestId) {
        Prescription prescription = prescriptions.ofDoctor(actor, id, "grant it");
        RefillRequest request = waiting(prescription, requestId);
        Instant now = now();
        if (prescription.status(now) != PrescriptionStatus.ACTIVE
                || prescription.refills().left() == 0) {
            throw PrescriptionConflict.because("Nothing is left of this prescription. Write a new one.");
        }
        boolean granted = prescriptions.change(
                actor,
                prescription,
                "Granted a refill",
                PrescriptionDocuments.proofOfAnswer(prescription, request, RefillRequest.State.GRANTED, now),
                () -> documents.grant(prescription, request, now));
        if (!granted) {
            throw changedMeanwhile();
        }
        entries.refillAnswered(id, request.askedAt());
        return find(id);
    }

    /**
     * The doctor declines a refill that was asked for.
     *
     * @param reason for the patient
     * @throws Problem.Invalid on {@code reason}, when it says nothing; and as {@link #grant}
     */
    public Prescription decline(Actor actor, ObjectId id, int requestId, String reason) {
        Prescription prescription = prescriptions.ofDoctor(actor, id, "decline it");
        RefillRequest request = waiting(prescription, requestId);
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw Problem.Invalid.field("reason", "Give a reason, in at most " + LONGEST_REASON + " characters.");
        }
        Instant now = now();
        boolean declined = prescriptions.change(
                actor,
                prescription,
                "Declined a refill",
                PrescriptionDocuments.proofOfAnswer(prescription, request, RefillRequest.State.DECLINED, now),
                () -> documents.decline(prescription, request, reason.strip(), now));
        if (!declined) {
            throw changedMeanwhile();
        }
        entries.refillAnswered(id, request.askedAt());
        return find(id);
    }

    /**
     * Takes away notes of requests that never came into a document, or were answered there, or are of a prescription that
     * was cancelled: nothing waits there, and a doctor's list need not look at them each time.
     */
    @Scheduled(fixedDelay = 15, initialDelay = 15, timeUnit = TimeUnit.MINUTES)
    void forgetAnswered() {
        Instant settled = now().minus(UNDER_WAY);
        long after = 0;
        List<Entry> noted;
        try {
            do {
                noted = entries.withRefillAskedUntil(settled, after, AT_ONCE);
                Found there =
                        documents.byId(noted.stream().map(Entry::documentId).toList());
                for (Entry entry : noted) {
                    after = entry.id();
                    Prescription prescription = there.get(entry.documentId());
                    boolean waits = prescription != null && prescription.isRefillWaiting();
                    if (!waits && !there.isUnreadable(entry.documentId())) {
                        entries.refillAnswered(entry.documentId(), settled);
                    }
                }
            } while (noted.size() == AT_ONCE);
        } catch (MongoException e) {
            log.warn("Notes of refills wait for MongoDB: {}", e.getMessage());
        }
    }

    private static RefillRequest waiting(Prescription prescription, int requestId) {
        RefillRequest request = prescription.refills().requests().stream()
                .filter(r -> r.id() == requestId)
                .findFirst()
                .orElseThrow(() -> Problem.NotFound.of("refill request"));
        if (!request.isWaiting()) {
            throw PrescriptionConflict.because("It was answered already.");
        }
        return request;
    }

    private static PrescriptionConflict changedMeanwhile() {
        return PrescriptionConflict.because("The prescription changed in the meantime. Look at it again.");
    }

    private Prescription find(ObjectId id) {
        return Stored.ask(() -> documents.find(id)).orElseThrow(() -> Problem.NotFound.of("prescription"));
    }

    /** As precise as a document keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
