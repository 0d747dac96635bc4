package dev.outpatient.imports;

import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Office;
import dev.outpatient.imports.ImportReferences.Kind;
import dev.outpatient.scheduling.AppointmentStatus;
import dev.outpatient.scheduling.Visit;
import dev.outpatient.scheduling.VisitRecords;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Encounters of the classes that an outpatient clinic has become completed appointments. */
@Component
class EncounterFile implements SyntheaFile<EncounterFile.Encounter> {

    private static final Set<String> CLASSES = Set.of("ambulatory", "outpatient", "wellness", "urgentcare", "virtual");

    /** A longer one is a mistake in the file; it would also fill a row of the calendar for each of its days. */
    private static final Duration LONGEST = Duration.ofDays(31);

    record Encounter(
            long line,
            String key,
            String patient,
            String provider,
            String organization,
            Instant startsAt,
            Duration length,
            @Nullable String reason)
            implements SourceRow {}

    private final Directory directory;
    private final VisitRecords visits;
    private final ImportReferences references;

    EncounterFile(Directory directory, VisitRecords visits, ImportReferences references) {
        this.directory = directory;
        this.visits = visits;
        this.references = references;
    }

    @Override
    public String name() {
        return "encounters";
    }

    @Override
    public List<String> columns() {
        return List.of("Id", "START", "STOP", "PATIENT", "ORGANIZATION", "PROVIDER", "ENCOUNTERCLASS", "DESCRIPTION");
    }

    @Override
    public Optional<Encounter> read(Row row) {
        if (!CLASSES.contains(row.required("ENCOUNTERCLASS", 64).toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        String id = row.id("Id");
        Instant startsAt = row.instant("START");
        Instant endsAt = row.instant("STOP");
        if (!endsAt.isAfter(startsAt)) {
            throw RejectedRow.notAfterStart("STOP");
        }
        Duration length = Duration.between(startsAt, endsAt);
        if (length.compareTo(LONGEST) > 0) {
            throw RejectedRow.tooLongVisit("STOP", LONGEST.toDays());
        }
        return Optional.of(new Encounter(
                row.line(),
                id,
                row.id("PATIENT"),
                row.id("PROVIDER"),
                row.id("ORGANIZATION"),
                startsAt,
                length,
                row.optional("DESCRIPTION", 500)));
    }

    @Override
    public BatchResult take(List<Encounter> rows) {
        Map<String, Long> there = find(Kind.ENCOUNTER, rows, Encounter::key);
        Map<String, Long> patients = find(Kind.PATIENT, rows, Encounter::patient);
        Map<String, Long> doctors = find(Kind.PROVIDER, rows, Encounter::provider);
        Map<String, Long> officeIds = find(Kind.ORGANIZATION, rows, Encounter::organization);
        Map<OfficeId, Office> offices = directory.officesById(
                officeIds.values().stream().map(OfficeId::new).toList());
        List<Rejection> rejected = new ArrayList<>();
        List<Encounter> open = new ArrayList<>();
        List<Visit> openVisits = new ArrayList<>();
        for (Encounter row : rows) {
            if (there.containsKey(row.key())) {
                continue;
            }
            Long patient = patients.get(row.patient());
            Long doctor = doctors.get(row.provider());
            Long officeId = officeIds.get(row.organization());
            Office office = officeId == null ? null : offices.get(new OfficeId(officeId));
            if (patient == null) {
                rejected.add(Rejection.of(row, "PATIENT", ImportReason.UNKNOWN_PATIENT));
            } else if (office == null) {
                rejected.add(Rejection.of(row, "ORGANIZATION", ImportReason.UNKNOWN_ORGANIZATION));
            } else if (doctor == null) {
                rejected.add(Rejection.of(row, "PROVIDER", ImportReason.UNKNOWN_PROVIDER));
            } else {
                open.add(row);
                openVisits.add(visit(row, new PatientId(patient), new DoctorId(doctor), office));
            }
        }
        Map<String, Long> taken = record(open, openVisits, rejected);
        references.add(Kind.ENCOUNTER, taken);
        return new BatchResult(taken.size(), there.size(), rejected);
    }

    private Map<String, Long> record(List<Encounter> rows, List<Visit> ofRows, List<Rejection> rejected) {
        Map<String, Long> taken = new HashMap<>();
        List<VisitRecords.Outcome> outcomes = visits.record(Actor.OPERATOR, ofRows);
        for (int i = 0; i < rows.size(); i++) {
            Encounter row = rows.get(i);
            switch (outcomes.get(i)) {
                case VisitRecords.Outcome.Taken visit ->
                    taken.put(row.key(), visit.id().value());
                case VisitRecords.Outcome.DoctorBusy() ->
                    rejected.add(Rejection.of(row, "PROVIDER", ImportReason.PROVIDER_BUSY));
                case VisitRecords.Outcome.PatientBusy() ->
                    rejected.add(Rejection.of(row, "PATIENT", ImportReason.PATIENT_BUSY));
            }
        }
        return taken;
    }

    private Map<String, Long> find(Kind kind, List<Encounter> rows, Function<Encounter, String> id) {
        return references.find(kind, rows.stream().map(id).distinct().toList());
    }

    private static Visit visit(Encounter row, PatientId patient, DoctorId doctor, Office office) {
        return new Visit(
                patient,
                doctor,
                office.id(),
                office.timeZone(),
                row.startsAt(),
                row.length(),
                AppointmentStatus.COMPLETED,
                row.reason(),
                null);
    }
}
