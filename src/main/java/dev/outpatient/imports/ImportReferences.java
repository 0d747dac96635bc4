package dev.outpatient.imports;

import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.PatientId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of the import_reference table: which row of ours a row of another system became. */
@Repository
class ImportReferences {

    private static final String SOURCE = "synthea";

    /** What a row was in the other system. */
    enum Kind {
        ORGANIZATION("organization"),
        PROVIDER("provider"),
        PATIENT("patient"),
        ENCOUNTER("encounter"),
        ALLERGY("allergy");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /** What an encounter became. */
    record TakenVisit(AppointmentId id, PatientId patientId, DoctorId doctorId) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    ImportReferences(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /** @return our keys by theirs; those that were not taken are absent */
    Map<String, Long> find(Kind kind, Collection<String> externalIds) {
        Map<String, Long> found = new HashMap<>();
        if (!externalIds.isEmpty()) {
            jdbc.sql("""
                            SELECT external_id, internal_id FROM import_reference
                            WHERE source = :source AND kind = :kind AND external_id IN (:ids)""")
                    .param("source", SOURCE)
                    .param("kind", kind.word)
                    .param("ids", externalIds)
                    .query(row -> {
                        found.put(row.getString(1), row.getLong(2));
                    });
        }
        return found;
    }

    /** @return the appointments by the ids of their encounters; those that were not taken are absent */
    Map<String, TakenVisit> findVisits(Collection<String> encounterIds) {
        Map<String, TakenVisit> found = new HashMap<>();
        if (!encounterIds.isEmpty()) {
            jdbc.sql("""
                            SELECT r.external_id, a.id, a.patient_id, a.doctor_id
                            FROM import_reference r JOIN appointment a ON a.id = r.internal_id
                            WHERE r.source = :source AND r.kind = :kind AND r.external_id IN (:ids)""")
                    .param("source", SOURCE)
                    .param("kind", Kind.ENCOUNTER.word)
                    .param("ids", encounterIds)
                    .query(row -> {
                        found.put(
                                row.getString(1),
                                new TakenVisit(
                                        new AppointmentId(row.getLong(2)),
                                        new PatientId(row.getLong(3)),
                                        new DoctorId(row.getLong(4))));
                    });
        }
        return found;
    }

    /** @param taken our keys by theirs */
    void add(Kind kind, Map<String, Long> taken) {
        template.batchUpdate(
                "INSERT INTO import_reference (source, kind, external_id, internal_id) VALUES (?, ?, ?, ?)",
                taken.entrySet(),
                FileImport.BATCH,
                (row, reference) -> {
                    row.setString(1, SOURCE);
                    row.setString(2, kind.word);
                    row.setString(3, reference.getKey());
                    row.setLong(4, reference.getValue());
                });
    }
}
