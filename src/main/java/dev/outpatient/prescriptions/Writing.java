package dev.outpatient.prescriptions;

import com.mongodb.MongoException;
import dev.outpatient.accounts.RequestKey;
import dev.outpatient.accounts.RequestKeys;
import dev.outpatient.audit.AuditTrail;
import dev.outpatient.prescriptions.EntryRepository.Entry;
import dev.outpatient.scheduling.AppointmentStatus;
import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.Appointments;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Reference;
import dev.outpatient.shared.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes a prescription over two stores that share no transaction. First MySQL takes a row with the id, the number and
 * the request's key; then the document is written under that id; then the row is marked as written, together with the
 * record in the trail. Whoever was stopped in between finishes with the same request sent again; what nobody sends again
 * is finished by a job if its document is there, and was never acknowledged if it is not.
 */
@Component
public class Writing {

    private static final Logger log = LoggerFactory.getLogger(Writing.class);

    /** How long a request is given to finish by itself. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(1);

    private static final int AT_ONCE = 500;

    private final PrescriptionDocuments documents;
    private final EntryRepository entries;
    private final MedicineRepository medicines;
    private final WarningCheck warnings;
    private final Appointments appointments;
    private final RequestKeys requestKeys;
    private final TransactionTemplate transaction;
    private final RetryTemplate retry;
    private final AuditTrail trail;
    private final Clock clock;

    Writing(
            PrescriptionDocuments documents,
            EntryRepository entries,
            MedicineRepository medicines,
            WarningCheck warnings,
            Appointments appointments,
            RequestKeys requestKeys,
            TransactionTemplate transaction,
            AuditTrail trail,
            Clock clock) {
        this.documents = documents;
        this.entries = entries;
        this.medicines = medicines;
        this.warnings = warnings;
        this.appointments = appointments;
        this.requestKeys = requestKeys;
        this.transaction = transaction;
        this.retry = new RetryTemplate(RetryPolicy.builder()
                .maxRetries(5)
                .delay(Duration.ofMillis(10))
                .multiplier(2)
                .jitter(Duration.ofMillis(5))
                .includes(PessimisticLockingFailureException.class)
                .build());
        this.trail = trail;
        this.clock = clock;
    }

    /** See {@link Prescriptions#write}. */
    Prescription write(Actor actor, PrescriptionRequest request, @Nullable RequestKey key) {
        AppointmentView visit = visit(actor, request);
        List<Medication> medication = PrescriptionRules.checked(request);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant prescribedAt = PrescriptionRules.prescribedAt(
                request.datePrescribed(), visit.office().timeZone(), now);
        Optional<Entry> begun = begun(actor, key);
        if (begun.isPresent()) {
            Entry entry = begun.get();
            Optional<Prescription> there = Stored.ask(() -> documents.find(entry.documentId()));
            if (there.isPresent()) {
                finish(actor, entry, there.get());
                return there.get();
            }
        } else if (visit.appointment().status() == AppointmentStatus.CANCELLED) {
            throw PrescriptionConflict.because("The appointment is cancelled.");
        }
        Replacement replacement;
        WarningOverride override;
        try {
            replacement = replacement(actor, request.replaces(), visit);
            override = answered(request, visit, medication);
        } catch (PrescriptionWarnings | PrescriptionConflict refusal) {
            return writtenMeanwhile(actor, request, key).orElseThrow(() -> refusal);
        }
        Prescription wanted = new Prescription(
                new ObjectId(),
                null,
                visit.appointment().patientId(),
                visit.appointment().doctorId(),
                request.appointmentId(),
                medication,
                prescribedAt,
                now,
                Refills.allowed(request.refills()),
                override,
                null,
                replacement,
                null,
                null,
                null);
        Entry entry = begin(actor, wanted, key);
        Prescription written = wanted.under(entry.documentId(), entry.number());
        if (Stored.ask(() -> documents.insertAll(List.of(written))) == 1) {
            finish(actor, entry, written);
            return written;
        }
        // The same request was faster, or another one that replaces the same prescription: what is stored counts.
        Prescription there =
                Stored.ask(() -> documents.find(entry.documentId())).orElseThrow();
        finish(actor, entry, there);
        if (!there.medication().equals(medication)) {
            throw PrescriptionConflict.because("It was written anew already.");
        }
        return there;
    }

    /**
     * What the same request wrote while this one was looked at: it is no reason to warn of itself.
     *
     * @throws PrescriptionConflict when another request wrote the replaced one anew in that time
     */
    private Optional<Prescription> writtenMeanwhile(
            Actor actor, PrescriptionRequest request, @Nullable RequestKey key) {
        Optional<Prescription> same = begun(actor, key)
                .flatMap(entry -> Stored.ask(() -> documents.find(entry.documentId()))
                        .map(there -> {
                            finish(actor, entry, there);
                            return there;
                        }));
        Replacement replaces = request.replaces();
        if (same.isEmpty() && replaces != null) {
            Optional<Entry> other = entries.findReplacing(replaces.of());
            if (other.isPresent()
                    && Stored.ask(() -> documents.find(other.get().documentId()))
                            .isPresent()) {
                throw PrescriptionConflict.because("It was written anew already.");
            }
        }
        return same;
    }

    private AppointmentView visit(Actor actor, PrescriptionRequest request) {
        if (actor.role() != Role.DOCTOR) {
            throw Problem.Forbidden.to("prescribe");
        }
        try {
            return appointments.get(actor, request.appointmentId());
        } catch (Problem.NotFound e) {
            trail.refused(
                    actor,
                    "record.refused",
                    "Refused: prescription for another's appointment",
                    Reference.of(request.appointmentId()));
            throw e;
        }
    }

    private Optional<Entry> begun(Actor actor, @Nullable RequestKey key) {
        Optional<Entry> found = transaction.execute(
                status -> requestKeys.findCreated(actor, key).flatMap(entries::find));
        return found == null ? Optional.empty() : found;
    }

    private @Nullable Replacement replacement(Actor actor, @Nullable Replacement wanted, AppointmentView visit) {
        if (wanted == null) {
            return null;
        }
        Prescription before = Stored.ask(() -> documents.find(wanted.of()))
                .filter(p -> actor.is(p.doctorId())
                        && p.patientId().equals(visit.appointment().patientId()))
                .orElseThrow(() -> Problem.Invalid.field(
                        "replaces", "You wrote no such prescription for the patient of this appointment."));
        if (before.replacedBy() != null) {
            throw PrescriptionConflict.because("It was written anew already.");
        }
        Cancellation cancelled = before.cancellation();
        if (wanted.reason().isBlank() && cancelled == null) {
            throw Problem.Invalid.field("replaceReason", "Say why you write it anew.");
        }
        return new Replacement(
                wanted.of(),
                wanted.reason().isBlank() && cancelled != null
                        ? cancelled.reason()
                        : wanted.reason().strip());
    }

    /** @return the override to keep, or null when there are no warnings */
    private @Nullable WarningOverride answered(
            PrescriptionRequest request, AppointmentView visit, List<Medication> medication) {
        Replacement replaces = request.replaces();
        Checked checked =
                warnings.check(visit.appointment().patientId(), medication, replaces == null ? null : replaces.of());
        List<String> keys = checked.warnings().stream().map(Warning::key).toList();
        if (keys.isEmpty()) {
            return null;
        }
        WarningOverride override = request.override();
        if (override == null || !override.warnings().containsAll(keys)) {
            throw PrescriptionWarnings.of(checked);
        }
        return new WarningOverride(keys, override.reason().strip());
    }

    /**
     * The row of the prescription to write. Only one can replace another; if one was begun and its document never came,
     * this one takes its place.
     */
    private Entry begin(Actor actor, Prescription wanted, @Nullable RequestKey key) {
        try {
            Entry entry = retry.invoke(() -> transaction.execute(status -> {
                Optional<Entry> same = requestKeys.findCreated(actor, key).flatMap(entries::find);
                if (same.isPresent()) {
                    return same.get();
                }
                Entry added = entries.insert(wanted);
                requestKeys.created(actor, key, added.id());
                return added;
            }));
            return Objects.requireNonNull(entry);
        } catch (DuplicateKeyException e) {
            Replacement replaces = wanted.replaces();
            Optional<Entry> other = replaces == null ? Optional.empty() : entries.findReplacing(replaces.of());
            Entry abandoned = other.orElseThrow(() -> e);
            if (Stored.ask(() -> documents.find(abandoned.documentId())).isPresent()) {
                throw PrescriptionConflict.because("It was written anew already.");
            }
            transaction.executeWithoutResult(status -> requestKeys.created(actor, key, abandoned.id()));
            return abandoned;
        }
    }

    /** Brings the rest in line with a document that is there. Doing it again changes nothing. */
    private void finish(Actor actor, Entry entry, Prescription written) {
        Replacement replaces = written.replaces();
        if (replaces != null) {
            DoctorId by = written.doctorId();
            Stored.ask(() -> documents.cancel(replaces.of(), by, replaces.reason(), written.createdAt()));
            Stored.ask(() -> documents.replacedBy(replaces.of(), written.id()));
        }
        retry.invoke(() -> transaction.execute(status -> {
            if (entries.written(entry.id(), clock.instant())) {
                medicines.count(List.of(written));
                trail.info(
                        actor,
                        "prescription.written",
                        (replaces == null ? "Prescribed" : "Wrote a prescription anew")
                                + (written.override() == null ? "" : ", overriding a warning"),
                        Prescriptions.about(written));
            }
            return entry;
        }));
    }

    @Scheduled(fixedDelay = 60_000, initialDelay = 5_000)
    void finishAbandoned() {
        try {
            int finished = finishAll();
            if (finished > 0) {
                log.info("Finished {} prescriptions whose requests had ended too soon", finished);
            }
        } catch (MongoException | Problem.Unavailable e) {
            log.warn("Prescriptions that were begun wait for MongoDB: {}", e.getMessage());
        }
    }

    /**
     * Finishes what was written by a program that ended before it could say so, however long ago. Rows whose document never
     * came stay as they are.
     *
     * @return how many
     * @throws MongoException when MongoDB is away, and {@link Problem.Unavailable} when it went in between
     */
    public int finishAll() {
        Instant before = clock.instant().minus(UNDER_WAY);
        int finished = 0;
        long after = 0;
        List<Entry> open;
        do {
            open = entries.unfinished(before, after, AT_ONCE);
            Map<ObjectId, Prescription> there =
                    documents.byId(open.stream().map(Entry::documentId).toList());
            for (Entry entry : open) {
                after = entry.id();
                Prescription written = there.get(entry.documentId());
                if (written != null) {
                    finish(Actor.of(written.doctorId()), entry, written);
                    finished++;
                }
            }
        } while (open.size() == AT_ONCE);
        return finished;
    }
}
