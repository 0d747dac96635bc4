package dev.outpatient.prescriptions;

import com.mongodb.MongoException;
import dev.outpatient.accounts.RequestKey;
import dev.outpatient.accounts.RequestKeys;
import dev.outpatient.audit.AuditTrail;
import dev.outpatient.prescriptions.EntryRepository.Entry;
import dev.outpatient.prescriptions.EntryRepository.Newest;
import dev.outpatient.prescriptions.PrescriptionDocuments.Found;
import dev.outpatient.scheduling.AppointmentStatus;
import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.Appointments;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Reference;
import dev.outpatient.shared.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
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

    /** So often is looked again for what others write at the same time, and so long apart: for a second and a half. */
    private static final int LOOKS = 60;

    private static final Duration PAUSE = Duration.ofMillis(25);

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

    /**
     * See {@link Prescriptions#write}. Of two for one patient at the same time the later one is held against what the
     * earlier one wrote: it looks again when another one was begun since it looked, and waits a moment for what is being
     * written.
     */
    Prescription write(Actor actor, PrescriptionRequest request, @Nullable RequestKey key) {
        AppointmentView visit = visit(actor, request);
        List<Medication> medication = PrescriptionRules.checked(request);
        for (int tried = 1; tried < LOOKS; tried++) {
            Optional<Prescription> written = write(actor, request, key, visit, medication, false);
            if (written.isPresent()) {
                return written.get();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return write(actor, request, key, visit, medication, true)
                .orElseThrow(() -> PrescriptionConflict.because(
                        "Other prescriptions for this patient are being written. Send it again in a moment."));
    }

    /**
     * @param last whether what is being written is no reason to look again, but to warn
     * @return empty when it is to be looked at again
     */
    private Optional<Prescription> write(
            Actor actor,
            PrescriptionRequest request,
            @Nullable RequestKey key,
            AppointmentView visit,
            List<Medication> medication,
            boolean last) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant prescribedAt = PrescriptionRules.prescribedAt(
                request.datePrescribed(), visit.office().timeZone(), now);
        Optional<Entry> begun = begun(actor, key);
        if (begun.isPresent()) {
            Entry entry = begun.get();
            Optional<Prescription> there = Stored.ask(() -> documents.find(entry.documentId()));
            if (there.isPresent()) {
                finish(actor, entry, there.get());
                return there;
            }
        } else if (visit.appointment().status() == AppointmentStatus.CANCELLED) {
            throw PrescriptionConflict.because("The appointment is cancelled.");
        }
        PatientId patient = visit.appointment().patientId();
        Newest newest = entries.newestOf(patient);
        Replacement replacement;
        WarningOverride override;
        try {
            replacement = replacement(actor, request.replaces(), visit);
            Checked checked = warnings.check(
                    patient,
                    medication,
                    replacement == null ? null : replacement.of(),
                    begun.map(Entry::id).orElse(null));
            if (checked.isPending() && !last) {
                return Optional.empty();
            }
            override = answered(request, checked);
        } catch (PrescriptionWarnings | PrescriptionConflict refusal) {
            return Optional.of(writtenMeanwhile(actor, request, key).orElseThrow(() -> refusal));
        }
        Prescription wanted = new Prescription(
                new ObjectId(),
                null,
                patient,
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
        Optional<Entry> taken = begin(actor, wanted, key, newest);
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        Entry entry = taken.get();
        Prescription written = wanted.under(entry.documentId(), entry.number());
        if (Stored.ask(() -> documents.insertAll(List.of(written))) == 1) {
            finish(actor, entry, written);
            return Optional.of(written);
        }
        // The same request was faster, or another one that replaces the same prescription: what is stored counts.
        Prescription there =
                Stored.ask(() -> documents.find(entry.documentId())).orElseThrow();
        finish(actor, entry, there);
        if (!there.medication().equals(medication)) {
            throw PrescriptionConflict.because("It was written anew already.");
        }
        return Optional.of(there);
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
            throw Problem.Invalid.field("replaceReason", "Say why you replace it.");
        }
        return new Replacement(
                wanted.of(),
                wanted.reason().isBlank() && cancelled != null
                        ? cancelled.reason()
                        : wanted.reason().strip());
    }

    /** @return the override to keep, or null when there are no warnings */
    private static @Nullable WarningOverride answered(PrescriptionRequest request, Checked checked) {
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
     *
     * @param newest what was begun last for the patient when this one was checked
     * @return empty when another one was begun since, or begun again
     */
    private Optional<Entry> begin(Actor actor, Prescription wanted, @Nullable RequestKey key, Newest newest) {
        try {
            Optional<Entry> entry = retry.invoke(() -> transaction.execute(status -> {
                entries.lock(wanted.patientId());
                if (!entries.newestOf(wanted.patientId()).equals(newest)) {
                    return Optional.empty();
                }
                Optional<Long> same = requestKeys.findCreated(actor, key);
                if (same.isPresent()) {
                    entries.renew(same.get(), wanted.createdAt());
                    return entries.find(same.get());
                }
                Entry added = entries.insert(wanted);
                requestKeys.created(actor, key, added.id());
                return Optional.of(added);
            }));
            return Objects.requireNonNull(entry);
        } catch (DuplicateKeyException e) {
            Replacement replaces = wanted.replaces();
            Optional<Entry> other = replaces == null ? Optional.empty() : entries.findReplacing(replaces.of());
            Entry abandoned = other.orElseThrow(() -> e);
            if (Stored.ask(() -> documents.find(abandoned.documentId())).isPresent()) {
                throw PrescriptionConflict.because("It was written anew already.");
            }
            Optional<Entry> taken = retry.invoke(() -> transaction.execute(status -> {
                entries.lock(wanted.patientId());
                if (!entries.newestOf(wanted.patientId()).equals(newest)) {
                    return Optional.empty();
                }
                requestKeys.created(actor, key, abandoned.id());
                entries.renew(abandoned.id(), wanted.createdAt());
                return Optional.of(abandoned);
            }));
            return Objects.requireNonNull(taken);
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
            Found there = documents.byId(open.stream().map(Entry::documentId).toList());
            for (Entry entry : open) {
                after = entry.id();
                Prescription written = there.get(entry.documentId());
                if (written != null && finishes(entry, written)) {
                    finished++;
                }
            }
        } while (open.size() == AT_ONCE);
        return finished;
    }

    /** One that can't be finished now is tried again next time, and keeps no other from it. */
    private boolean finishes(Entry entry, Prescription written) {
        try {
            finish(Actor.of(written.doctorId()), entry, written);
            return true;
        } catch (DataAccessException | TransactionException e) {
            log.error("Prescription {} could not be finished", entry.number(), e);
            return false;
        }
    }
}
