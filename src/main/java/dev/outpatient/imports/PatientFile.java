package dev.outpatient.imports;

import dev.outpatient.imports.ImportReferences.Kind;
import dev.outpatient.patients.PatientDetails;
import dev.outpatient.patients.Patients;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.PatientId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Patients become patients. They can't sign in yet. */
@Component
class PatientFile implements SyntheaFile<PatientFile.Person> {

    record Person(long line, String key, PatientDetails details) implements SourceRow {}

    private final Patients patients;
    private final ImportReferences references;

    private final Clock clock;

    PatientFile(Patients patients, ImportReferences references, Clock clock) {
        this.patients = patients;
        this.references = references;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "patients";
    }

    @Override
    public List<String> columns() {
        return List.of("Id", "BIRTHDATE", "PREFIX", "FIRST", "MIDDLE", "LAST", "ADDRESS", "CITY", "STATE");
    }

    @Override
    public Optional<Person> read(Row row) {
        String id = row.id("Id");
        return Optional.of(new Person(
                row.line(),
                id,
                new PatientDetails(
                        name(row),
                        null,
                        null,
                        row.optional("ADDRESS", 255),
                        row.optional("CITY", 50),
                        row.optional("STATE", 20),
                        birthday(row))));
    }

    private LocalDate birthday(Row row) {
        LocalDate date = row.date("BIRTHDATE");
        if (!Patients.isBirthday(date, clock)) {
            throw RejectedRow.noBirthday("BIRTHDATE");
        }
        return date;
    }

    private static String name(Row row) {
        String first = row.required("FIRST", 255);
        String last = row.required("LAST", 255);
        String name = Words.personName(row.optional("PREFIX", 255), first, row.optional("MIDDLE", 255), last);
        if (Words.personName(first).isEmpty()) {
            throw RejectedRow.missing("FIRST");
        }
        if (Words.personName(last).isEmpty()) {
            throw RejectedRow.missing("LAST");
        }
        if (name.length() > 255) {
            throw RejectedRow.tooLong("LAST", 255);
        }
        return name;
    }

    @Override
    public BatchResult take(List<Person> rows) {
        Map<String, Long> there =
                references.find(Kind.PATIENT, rows.stream().map(Person::key).toList());
        List<Person> open =
                rows.stream().filter(row -> !there.containsKey(row.key())).toList();
        List<PatientId> ids = patients.addAll(
                Actor.OPERATOR, open.stream().map(Person::details).toList(), null);
        Map<String, Long> taken = new HashMap<>();
        for (int i = 0; i < open.size(); i++) {
            taken.put(open.get(i).key(), ids.get(i).value());
        }
        references.add(Kind.PATIENT, taken);
        return new BatchResult(taken.size(), there.size(), List.of());
    }
}
