package dev.outpatient.imports;

import dev.outpatient.imports.ImportReferences.Kind;
import dev.outpatient.patients.Allergies;
import dev.outpatient.patients.Allergy;
import dev.outpatient.patients.AllergyDetails;
import dev.outpatient.patients.BroughtAllergy;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.PatientId;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Allergies and intolerances that have not ended become allergies on the record of their patient. */
@Component
class AllergyFile implements SyntheaFile<AllergyFile.Recorded> {

    private static final String SOURCE = "synthea";

    /** SNOMED CT says of a term of what kind it is: "Latex (substance)". */
    private static final Pattern KIND_OF_TERM = Pattern.compile(" \\([^)]*\\)");

    /** The code of "Allergy to substance", which says that there is one, but not to what. */
    private static final String NO_SUBSTANCE = "419199007";

    private static final int LONGEST_CODE = 20;
    private static final int LONGEST_DESCRIPTION = 500;

    record Recorded(long line, String key, String patient, AllergyDetails details, LocalDate since)
            implements SourceRow {}

    private final Allergies allergies;
    private final ImportReferences references;

    AllergyFile(Allergies allergies, ImportReferences references) {
        this.allergies = allergies;
        this.references = references;
    }

    @Override
    public String name() {
        return "allergies";
    }

    @Override
    public boolean isNeeded() {
        return false;
    }

    @Override
    public List<String> columns() {
        return List.of("START", "STOP", "PATIENT", "CODE", "DESCRIPTION", "DESCRIPTION1", "SEVERITY1");
    }

    @Override
    public Optional<Recorded> read(Row row) {
        LocalDate since = row.date("START");
        String patient = row.id("PATIENT");
        String code = row.required("CODE", LONGEST_CODE);
        String substance = withoutKind(row.required("DESCRIPTION", LONGEST_DESCRIPTION));
        String reaction = row.optional("DESCRIPTION1", AllergyDetails.LONGEST);
        String severity = row.optional("SEVERITY1", LONGEST_CODE);
        if (row.optional("STOP", LONGEST_CODE) != null) {
            return Optional.empty();
        }
        if (code.equals(NO_SUBSTANCE)) {
            throw RejectedRow.noSubstance("DESCRIPTION");
        }
        if (substance.length() > AllergyDetails.LONGEST) {
            throw RejectedRow.tooLong("DESCRIPTION", AllergyDetails.LONGEST);
        }
        if (!code.matches("[0-9]+")) {
            throw RejectedRow.badId("CODE");
        }
        return Optional.of(new Recorded(
                row.line(),
                patient + "." + code,
                patient,
                new AllergyDetails(
                        substance,
                        reaction == null ? null : withoutKind(reaction),
                        severity == null
                                ? null
                                : Allergy.Severity.find(severity).orElse(null)),
                since));
    }

    private static String withoutKind(String description) {
        return KIND_OF_TERM.matcher(description).replaceAll("").strip();
    }

    @Override
    public BatchResult take(List<Recorded> rows) {
        Map<String, Long> there =
                references.find(Kind.ALLERGY, rows.stream().map(Recorded::key).toList());
        Map<String, Long> patients = references.find(
                Kind.PATIENT, rows.stream().map(Recorded::patient).distinct().toList());
        List<Rejection> rejected = new ArrayList<>();
        List<Recorded> open = new ArrayList<>();
        List<BroughtAllergy> brought = new ArrayList<>();
        for (Recorded row : rows) {
            Long patient = patients.get(row.patient());
            if (patient == null) {
                rejected.add(Rejection.of(row, "PATIENT", ImportReason.UNKNOWN_PATIENT));
            } else if (!there.containsKey(row.key())) {
                open.add(row);
                brought.add(new BroughtAllergy(
                        new PatientId(patient),
                        row.details(),
                        row.since().atStartOfDay().toInstant(ZoneOffset.UTC)));
            }
        }
        List<Long> ids = allergies.addAll(Actor.OPERATOR, brought, SOURCE);
        Map<String, Long> taken = new HashMap<>();
        for (int i = 0; i < open.size(); i++) {
            taken.put(open.get(i).key(), ids.get(i));
        }
        references.add(Kind.ALLERGY, taken);
        return new BatchResult(taken.size(), there.size(), rejected);
    }
}
