package dev.outpatient.portal;

import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Reference;
import dev.outpatient.shared.UtcTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.types.ObjectId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the check of the two stores asks MySQL. */
@Repository
class StoreCheckRepository {

    /**
     * A completed visit.
     *
     * @param changed whether it was changed since it came: one that was brought in as completed was not
     */
    record Completed(long id, long patientId, boolean changed) {

        Reference reference() {
            return Reference.of(new AppointmentId(id));
        }

        Reference patient() {
            return Reference.of(new PatientId(patientId));
        }
    }

    /** The row of a prescription and the document that it names. */
    record Written(long id, ObjectId document) {}

    private final JdbcClient jdbc;

    StoreCheckRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of the keys that are in the table of the kind. */
    Set<Long> existing(Reference.Kind kind, Collection<Long> ids) {
        String table = switch (kind) {
            case PATIENT -> "patient";
            case DOCTOR -> "doctor";
            case ADMIN -> "admin";
            case APPOINTMENT -> "appointment";
        };
        return new HashSet<>(jdbc.sql("SELECT id FROM " + table + " WHERE id IN (:ids)")
                .param("ids", ids)
                .query(Long.class)
                .list());
    }

    /** By the clock of the database. */
    Instant now() {
        return UtcTime.toInstant(jdbc.sql("SELECT CAST(CURRENT_TIMESTAMP(6) AS DATETIME(6))")
                .query(LocalDateTime.class)
                .single());
    }

    /** Those of the prescriptions that have a row. */
    Set<ObjectId> listed(Collection<ObjectId> prescriptions) {
        return jdbc
                .sql("SELECT document_id FROM prescription_entry WHERE document_id IN (:ids)")
                .param("ids", prescriptions.stream().map(ObjectId::toHexString).toList())
                .query(String.class)
                .list()
                .stream()
                .map(ObjectId::new)
                .collect(Collectors.toSet());
    }

    /** Prescriptions whose document is known to be written, in the order of their rows. */
    List<Written> listWritten(long after, int limit) {
        return jdbc.sql("""
                        SELECT id, document_id FROM prescription_entry
                        WHERE id > ? AND written_at IS NOT NULL ORDER BY id LIMIT ?""")
                .params(after, limit)
                .query(StoreCheckRepository::written)
                .list();
    }

    /** Prescriptions that were begun before a moment and are not known to be written, in the order of their rows. */
    List<Written> listUnfinished(Instant before, long after, int limit) {
        return jdbc.sql("""
                        SELECT id, document_id FROM prescription_entry
                        WHERE id > ? AND written_at IS NULL AND created_at < ? ORDER BY id LIMIT ?""")
                .params(after, UtcTime.toColumn(before), limit)
                .query(StoreCheckRepository::written)
                .list();
    }

    private static Written written(ResultSet row, int n) throws SQLException {
        return new Written(row.getLong("id"), new ObjectId(row.getString("document_id")));
    }

    /** In the order of their ids. A change raises the version, so one that came as completed still has the first. */
    List<Completed> listCompleted(long after, Instant changedSince, int limit) {
        return jdbc.sql("""
                        SELECT id, patient_id, CASE WHEN version > 1 THEN 1 ELSE 0 END AS changed FROM appointment
                        WHERE id > :after AND status = 'completed' AND updated_at >= :since
                        ORDER BY id LIMIT :limit""")
                .param("after", after)
                .param("since", UtcTime.toColumn(changedSince))
                .param("limit", limit)
                .query(Completed.class)
                .list();
    }
}
