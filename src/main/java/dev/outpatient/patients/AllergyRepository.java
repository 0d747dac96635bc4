package dev.outpatient.patients;

import dev.outpatient.patients.Allergy.Severity;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.UtcTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The SQL of the allergy table. */
@Repository
class AllergyRepository {

    private static final String ALLERGIES = """
            SELECT a.id, a.patient_id, a.substance, a.reaction, a.severity, a.source, a.recorded_at, d.name AS recorded_by
            FROM allergy a LEFT JOIN doctor d ON d.id = a.recorded_by
            """;

    private final JdbcClient jdbc;

    AllergyRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that are not removed, the worst first. */
    List<Allergy> ofPatient(PatientId patient) {
        return jdbc.sql(ALLERGIES + """
                        WHERE a.patient_id = ? AND a.removed_at IS NULL
                        ORDER BY CASE a.severity WHEN 'severe' THEN 0 WHEN 'moderate' THEN 1 ELSE 2 END, a.substance, a.id""")
                .param(patient.value())
                .query(AllergyRepository::allergy)
                .list();
    }

    Optional<Allergy> find(long id) {
        return jdbc.sql(ALLERGIES + "WHERE a.id = ?")
                .param(id)
                .query(AllergyRepository::allergy)
                .optional();
    }

    long insert(PatientId patient, AllergyDetails details, DoctorId doctor, Instant at) {
        return insert(patient, details, Allergy.CLINIC, doctor.value(), at);
    }

    long insert(BroughtAllergy brought, String source) {
        return insert(brought.patientId(), brought.details(), source, null, brought.recordedAt());
    }

    private long insert(
            PatientId patient, AllergyDetails details, String source, @Nullable Long doctor, Instant recordedAt) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        Severity severity = details.severity();
        jdbc.sql("""
                        INSERT INTO allergy (patient_id, substance, reaction, severity, source, recorded_at, recorded_by)
                        VALUES (?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        patient.value(),
                        details.substance(),
                        details.reaction(),
                        severity == null ? null : severity.word(),
                        source,
                        UtcTime.toColumn(recordedAt),
                        doctor))
                .update(key, "id");
        return Objects.requireNonNull(key.getKey()).longValue();
    }

    /** @return whether it was there until now */
    boolean remove(long id, PatientId patient, DoctorId doctor, Instant at) {
        return jdbc.sql("""
                                UPDATE allergy SET removed_at = ?, removed_by = ?
                                WHERE id = ? AND patient_id = ? AND removed_at IS NULL""")
                        .params(UtcTime.toColumn(at), doctor.value(), id, patient.value())
                        .update()
                == 1;
    }

    /** Those that were removed, too. */
    void deleteAll(PatientId patient) {
        jdbc.sql("DELETE FROM allergy WHERE patient_id = ?")
                .param(patient.value())
                .update();
    }

    private static Allergy allergy(ResultSet row, int n) throws SQLException {
        String severity = row.getString("severity");
        return new Allergy(
                row.getLong("id"),
                new PatientId(row.getLong("patient_id")),
                row.getString("substance"),
                row.getString("reaction"),
                severity == null ? null : Severity.find(severity).orElse(null),
                row.getString("source"),
                UtcTime.toInstant(row.getObject("recorded_at", LocalDateTime.class)),
                row.getString("recorded_by"));
    }
}
