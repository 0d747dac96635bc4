package dev.outpatient.imports;

import dev.outpatient.directory.DirectoryAdministration;
import dev.outpatient.directory.DoctorDetails;
import dev.outpatient.imports.ImportReferences.Kind;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Providers become doctors, each in the office of its organization. They can't sign in yet. */
@Component
class ProviderFile implements SyntheaFile<ProviderFile.Provider> {

    record Provider(long line, String key, String organization, DoctorDetails doctor) implements SourceRow {}

    private final DirectoryAdministration directory;
    private final ImportReferences references;

    ProviderFile(DirectoryAdministration directory, ImportReferences references) {
        this.directory = directory;
        this.references = references;
    }

    @Override
    public String name() {
        return "providers";
    }

    @Override
    public List<String> columns() {
        return List.of("Id", "ORGANIZATION", "NAME", "SPECIALITY");
    }

    @Override
    public Optional<Provider> read(Row row) {
        String id = row.id("Id");
        String organization = row.id("ORGANIZATION");
        String name = Words.personName(row.required("NAME", 255));
        if (name.isEmpty()) {
            throw RejectedRow.missing("NAME");
        }
        String specialty = Words.titleCase(row.required("SPECIALITY", 100));
        return Optional.of(
                new Provider(row.line(), id, organization, new DoctorDetails(name, null, null, null, specialty, null)));
    }

    @Override
    public BatchResult take(List<Provider> rows) {
        Map<String, Long> there =
                references.find(Kind.PROVIDER, rows.stream().map(Provider::key).toList());
        Map<String, Long> offices = references.find(
                Kind.ORGANIZATION,
                rows.stream().map(Provider::organization).distinct().toList());
        Map<String, Long> taken = new HashMap<>();
        List<Rejection> rejected = new ArrayList<>();
        for (Provider row : rows) {
            Long office = offices.get(row.organization());
            if (there.containsKey(row.key())) {
                continue;
            }
            if (office == null) {
                rejected.add(Rejection.of(row, "ORGANIZATION", ImportReason.UNKNOWN_ORGANIZATION));
                continue;
            }
            DoctorId doctor = directory.addDoctor(Actor.OPERATOR, row.doctor(), (String) null);
            directory.assign(Actor.OPERATOR, doctor, new OfficeId(office));
            taken.put(row.key(), doctor.value());
        }
        references.add(Kind.PROVIDER, taken);
        return new BatchResult(taken.size(), there.size(), rejected);
    }
}
