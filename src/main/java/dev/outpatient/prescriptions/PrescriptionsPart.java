package dev.outpatient.prescriptions;

import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Doctor;
import dev.outpatient.patients.PersonalData;
import dev.outpatient.prescriptions.EntryRepository.Entry;
import dev.outpatient.prescriptions.PrescriptionDocuments.Found;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.PatientId;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A patient's prescriptions. */
@Component
@Order(30)
class PrescriptionsPart implements PersonalData {

    /** As it is exported. */
    record Item(
            @Nullable String number,
            Instant prescribedAt,
            String doctor,
            List<Medication> medication,
            String status,
            int refillsAllowed,
            int refillsUsed,
            @Nullable Instant cancelledAt,
            @Nullable String cancelReason) {}

    private final EntryRepository entries;
    private final PrescriptionDocuments documents;
    private final Directory directory;
    private final Clock clock;

    PrescriptionsPart(EntryRepository entries, PrescriptionDocuments documents, Directory directory, Clock clock) {
        this.entries = entries;
        this.documents = documents;
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public String section() {
        return "prescriptions";
    }

    @Override
    public List<?> export(PatientId patient) {
        List<ObjectId> ids = ids(patient);
        Found found = Stored.ask(() -> documents.byId(ids));
        if (!found.unreadable().isEmpty()) {
            // Nobody should take a part of it for all of it.
            throw new IllegalStateException("Prescriptions can't be read: " + found.unreadable());
        }
        List<Prescription> written =
                ids.stream().map(found::get).filter(Objects::nonNull).toList();
        Map<DoctorId, Doctor> doctors = directory.doctorsById(
                written.stream().map(Prescription::doctorId).collect(Collectors.toSet()));
        return written.stream().map(one -> item(one, doctors)).toList();
    }

    /** The documents first: as long as a row is there, they are found again. */
    @Override
    public void erase(PatientId patient) {
        Collection<ObjectId> ids = ids(patient);
        Stored.ask(() -> {
            documents.deleteAll(ids);
            return true;
        });
        entries.deleteAll(patient);
    }

    private List<ObjectId> ids(PatientId patient) {
        return entries.ofPatient(patient, null, Integer.MAX_VALUE).stream()
                .map(Entry::documentId)
                .toList();
    }

    private Item item(Prescription one, Map<DoctorId, Doctor> doctors) {
        Cancellation cancelled = one.cancellation();
        Doctor doctor = doctors.get(one.doctorId());
        return new Item(
                one.number(),
                one.prescribedAt(),
                doctor == null ? "" : doctor.name(),
                one.medication(),
                one.status(clock.instant()).word(),
                one.refills().allowed(),
                one.refills().used(),
                cancelled == null ? null : cancelled.at(),
                cancelled == null ? null : cancelled.reason());
    }
}
