package dev.outpatient.prescriptions;

import dev.outpatient.accounts.RequestKey;
import dev.outpatient.audit.AuditTrail;
import dev.outpatient.audit.DocumentChange;
import dev.outpatient.audit.DocumentChanges;
import dev.outpatient.patients.RecordAccess;
import dev.outpatient.patients.RecordAccess.Ground;
import dev.outpatient.prescriptions.EntryRepository.Entry;
import dev.outpatient.prescriptions.PrescriptionDocuments.Found;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.DocumentId;
import dev.outpatient.shared.Page;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Pointer;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Reference;
import dev.outpatient.shared.Role;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What was prescribed: read by its patient and by doctors who have the patient in care, written and cancelled by the
 * doctor of the visit. Admins never see any.
 *
 * <p>All methods throw {@link Problem.Unavailable} when MongoDB is away.
 */
@Service
public class Prescriptions {

    private static final int LONGEST_REASON = 500;
    private static final int MOST_WAITING = 100;

    private final PrescriptionDocuments documents;
    private final EntryRepository entries;
    private final Writing writing;
    private final RecordAccess access;
    private final DocumentChanges changes;
    private final AuditTrail trail;
    private final Clock clock;

    Prescriptions(
            PrescriptionDocuments documents,
            EntryRepository entries,
            Writing writing,
            RecordAccess access,
            DocumentChanges changes,
            AuditTrail trail,
            Clock clock) {
        this.documents = documents;
        this.entries = entries;
        this.writing = writing;
        this.access = access;
        this.changes = changes;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * @throws Problem.NotFound when there is none, or the actor may not know that there is
     * @throws PrescriptionUnreadable when the actor may read it, and nobody can
     */
    public Prescription get(Actor actor, ObjectId id) {
        Prescription prescription = find(actor, id);
        if (ground(actor, prescription).isEmpty()) {
            throw refused(actor, "Refused: prescription of another", about(prescription));
        }
        tell(actor, prescription, "prescription.read", "Read a prescription");
        return prescription;
    }

    /**
     * One that is there, whoever may read it. That one can't be read is told to those only who may know of it: its row
     * still says whose it is.
     *
     * @throws Problem.NotFound when there is none, or it can't be read and the actor may not know of it
     * @throws PrescriptionUnreadable when it can't be read
     */
    Prescription find(Actor actor, ObjectId id) {
        try {
            return Stored.ask(() -> documents.find(id)).orElseThrow(() -> Problem.NotFound.of("prescription"));
        } catch (PrescriptionUnreadable e) {
            Entry row = entries.find(id).orElseThrow(() -> Problem.NotFound.of("prescription"));
            if (!actor.is(row.doctorId()) && !access.mayReadClinical(actor, row.patientId())) {
                throw refused(actor, "Refused: prescription of another", about(row.patientId(), id));
            }
            throw e;
        }
    }

    /** Tells the trail that one was read or printed by who may; where an emergency lets them, the action says so. */
    void tell(Actor actor, Prescription prescription, String action, String message) {
        Ground ground = ground(actor, prescription).orElse(Ground.CARE);
        trail.info(actor, ground.action(action), ground.message(message), about(prescription));
    }

    /** Why the actor may read it; who wrote it may, whether the patient is in care or not. */
    private Optional<Ground> ground(Actor actor, Prescription prescription) {
        return actor.is(prescription.doctorId())
                ? Optional.of(Ground.CARE)
                : access.findClinical(actor, prescription.patientId());
    }

    /**
     * The prescriptions of a patient, latest first: a patient's own, or those of a patient in the doctor's care. A doctor
     * who names no patient gets those that the doctor wrote.
     *
     * @param after the id of the last one on the page before, or null for the first page
     * @throws Problem.NotFound when the actor may not read them
     * @throws Problem.Invalid when the cursor is none of this list
     */
    public PrescriptionList list(Actor actor, @Nullable PatientId patient, @Nullable String after, int limit) {
        if (patient == null && actor.role() == Role.DOCTOR) {
            return written(actor, after, limit, List.of()).list();
        }
        PatientId whose = patient == null && actor.role() == Role.PATIENT ? new PatientId(actor.id()) : patient;
        if (whose == null) {
            throw Problem.NotFound.of("patient");
        }
        Entry last = cursor(after);
        access.readClinical(actor, whose, "prescriptions");
        Page<Entry> page = page(entries.ofPatient(whose, last, limit + 1), limit);
        return shown(page, stored(page.items()));
    }

    /**
     * What the doctor wrote, as {@link #list} gives it, and the refills that wait for an answer. The trail is told whose
     * they are, once of each patient.
     *
     * @throws Problem.Forbidden when the actor is no doctor
     * @throws Problem.Invalid when the cursor is none of this list
     */
    public WrittenPrescriptions listWritten(Actor actor, @Nullable String after, int limit) {
        if (actor.role() != Role.DOCTOR) {
            throw Problem.Forbidden.to("answer refills");
        }
        return written(actor, after, limit, entries.withRefillAsked(new DoctorId(actor.id()), MOST_WAITING));
    }

    private WrittenPrescriptions written(Actor doctor, @Nullable String after, int limit, List<Entry> asked) {
        Page<Entry> page = page(entries.ofDoctor(new DoctorId(doctor.id()), cursor(after), limit + 1), limit);
        Found found =
                stored(Stream.concat(page.items().stream(), asked.stream()).toList());
        List<Prescription> waiting = asked.stream()
                .map(entry -> found.get(entry.documentId()))
                .filter(prescription -> prescription != null && prescription.isRefillWaiting())
                .toList();
        PrescriptionList list = shown(page, found);
        // Each patient may ask who read the own record, and finds one line of a page.
        trail.infoOfEach(
                doctor,
                "prescriptions.read",
                "Read prescriptions in a list",
                Stream.concat(list.items().stream(), waiting.stream())
                        .map(Prescription::patientId)
                        .distinct()
                        .map(Reference::of)
                        .toList());
        return new WrittenPrescriptions(list, waiting);
    }

    private static Page<Entry> page(List<Entry> rows, int limit) {
        return Page.cut(rows, limit, entry -> entry.documentId().toHexString());
    }

    private Found stored(List<Entry> rows) {
        return Stored.ask(
                () -> documents.byId(rows.stream().map(Entry::documentId).toList()));
    }

    private static PrescriptionList shown(Page<Entry> page, Found found) {
        List<ObjectId> ids = page.items().stream().map(Entry::documentId).toList();
        // A row without a document is of one that was begun and never acknowledged.
        return new PrescriptionList(
                ids.stream().map(found::get).filter(Objects::nonNull).toList(), page.next(), (int)
                        ids.stream().filter(found::isUnreadable).count());
    }

    /**
     * Those that came before and after one, from the first to the last, itself among them. The trail is told when there are
     * others: that the one was read it knows.
     */
    public PrescriptionChain chain(Actor actor, Prescription prescription) {
        PrescriptionChain chain = Stored.ask(() -> PrescriptionChain.of(documents, prescription))
                .onlyThose(other -> other.patientId().equals(prescription.patientId()));
        if (chain.items().size() > 1) {
            Ground ground = ground(actor, prescription).orElse(Ground.CARE);
            trail.info(
                    actor,
                    ground.action("prescriptions.read"),
                    ground.message("Read prescriptions that were written anew"),
                    Reference.of(prescription.patientId()));
        }
        return chain;
    }

    /**
     * Writes one for an appointment of the doctor. It has its id and number before it is written, so that the same
     * request sent again, with the same key, is written once.
     *
     * @param key what makes a repeated request answer as the first one did, or null
     * @throws Problem.NotFound when the appointment is none of the doctor's
     * @throws Problem.Invalid when something in it breaks a rule
     * @throws PrescriptionConflict when the appointment is cancelled, or what it replaces is replaced already
     * @throws PrescriptionWarnings when there are warnings that the request does not override
     */
    public Prescription write(Actor actor, PrescriptionRequest request, @Nullable RequestKey key) {
        return writing.write(actor, request, key);
    }

    /**
     * Takes one back. It stays readable, with the reason.
     *
     * @throws Problem.NotFound when there is none, or the actor may not know that there is
     * @throws Problem.Forbidden when another doctor wrote it
     * @throws Problem.Invalid on {@code reason}, when it says nothing
     * @throws PrescriptionConflict when it is cancelled already
     */
    public Prescription cancel(Actor actor, ObjectId id, String reason) {
        return cancel(actor, id, reason, before -> true);
    }

    /**
     * As {@link #cancel(Actor, ObjectId, String)}, if it is still as it was when that was decided.
     *
     * @throws Problem.Stale when it changed since, by a refill, say
     */
    public Prescription cancel(Actor actor, ObjectId id, String reason, Predicate<? super Prescription> expected) {
        Prescription prescription = ofDoctor(actor, id, "cancel it");
        if (!expected.test(prescription)) {
            throw Problem.Stale.version();
        }
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw Problem.Invalid.field("reason", "Give a reason, in at most " + LONGEST_REASON + " characters.");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        DoctorId by = prescription.doctorId();
        if (prescription.cancellation() != null) {
            throw PrescriptionConflict.because("It is cancelled already.");
        }
        boolean cancelled = change(
                actor,
                prescription,
                "Cancelled a prescription",
                PrescriptionDocuments.proofOfCancel(id, by, now),
                () -> documents.cancel(id, by, reason.strip(), now));
        if (!cancelled) {
            throw PrescriptionConflict.because("It is cancelled already.");
        }
        return Stored.ask(() -> documents.find(id)).orElseThrow();
    }

    /**
     * Changes a document and tells the trail.
     *
     * @param proof finds the document if this change was made
     * @return what the work says
     */
    boolean change(Actor actor, Prescription prescription, String message, Bson proof, BooleanSupplier work) {
        DocumentChange change = DocumentChange.of(
                PrescriptionDocuments.COLLECTION, proof, actor, "prescription.changed", message, about(prescription));
        return Stored.ask(() -> changes.make(change, work));
    }

    /** One that the actor wrote; who may read it is told that only its doctor may, others nothing. */
    Prescription ofDoctor(Actor actor, ObjectId id, String action) {
        Prescription prescription = find(actor, id);
        if (actor.is(prescription.doctorId())) {
            return prescription;
        }
        Problem.NotFound refused = refused(actor, "Refused: change of another's prescription", about(prescription));
        if (access.mayReadClinical(actor, prescription.patientId())) {
            throw Problem.Forbidden.to(action + ": only the doctor who wrote it may");
        }
        throw refused;
    }

    private Problem.NotFound refused(Actor actor, String message, Pointer[] about) {
        trail.refused(actor, "record.refused", message, about);
        return Problem.NotFound.of("prescription");
    }

    private @Nullable Entry cursor(@Nullable String after) {
        if (after == null) {
            return null;
        }
        Optional<Entry> entry = ObjectId.isValid(after) ? entries.find(new ObjectId(after)) : Optional.empty();
        return entry.orElseThrow(() -> Problem.Invalid.field("after", "Not a cursor of this list."));
    }

    /** What a log says of whom and what it concerns. The visit is not in it: the prescription itself names it. */
    static Pointer[] about(Prescription prescription) {
        return about(prescription.patientId(), prescription.id());
    }

    private static Pointer[] about(PatientId patient, ObjectId id) {
        return new Pointer[] {Reference.of(patient), new DocumentId(id)};
    }
}
