package dev.outpatient.imports;

import dev.outpatient.directory.DirectoryAdministration;
import dev.outpatient.directory.OfficeDetails;
import dev.outpatient.imports.ImportReferences.Kind;
import dev.outpatient.shared.Actor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Organizations become offices. */
@Component
class OrganizationFile implements SyntheaFile<OrganizationFile.Organization> {

    record Organization(long line, String key, OfficeDetails office) implements SourceRow {}

    private final StateTimeZones timeZones;
    private final DirectoryAdministration directory;
    private final ImportReferences references;

    OrganizationFile(StateTimeZones timeZones, DirectoryAdministration directory, ImportReferences references) {
        this.timeZones = timeZones;
        this.directory = directory;
        this.references = references;
    }

    @Override
    public String name() {
        return "organizations";
    }

    @Override
    public List<String> columns() {
        return List.of("Id", "NAME", "ADDRESS", "CITY", "STATE", "PHONE");
    }

    @Override
    public Optional<Organization> read(Row row) {
        String id = row.id("Id");
        String name = row.required("NAME", 255);
        String address = row.optional("ADDRESS", 255);
        String city = row.optional("CITY", 50);
        String state = row.required("STATE", 20);
        OfficeDetails office = new OfficeDetails(
                name,
                address,
                city,
                state,
                row.optional("PHONE", 20),
                timeZones.find(state).orElseThrow(() -> RejectedRow.unknownState("STATE")));
        return Optional.of(new Organization(row.line(), id, office));
    }

    @Override
    public BatchResult take(List<Organization> rows) {
        Map<String, Long> there = references.find(
                Kind.ORGANIZATION, rows.stream().map(Organization::key).toList());
        Map<String, Long> taken = new HashMap<>();
        for (Organization row : rows) {
            if (!there.containsKey(row.key())) {
                taken.put(
                        row.key(),
                        directory.addOffice(Actor.OPERATOR, row.office()).value());
            }
        }
        references.add(Kind.ORGANIZATION, taken);
        return new BatchResult(taken.size(), there.size(), List.of());
    }
}
