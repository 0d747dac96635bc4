package dev.outpatient.patients;

import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.UtcTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of the patient_leaving table. */
@Repository
class LeaveRepository {

    private final JdbcClient jdbc;

    LeaveRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Nothing happens when the patient has asked already. */
    void ask(PatientId patient, Instant now, Instant closesAt) {
        jdbc.sql("""
                        INSERT INTO patient_leaving (patient_id, asked_at, closes_at) VALUES (?, ?, ?)
                        ON DUPLICATE KEY UPDATE patient_id = VALUES(patient_id)""")
                .params(patient.value(), UtcTime.toColumn(now), UtcTime.toColumn(closesAt))
                .update();
    }

    /** @return whether there was something to take back, and time to */
    boolean takeBack(PatientId patient, Instant now) {
        return jdbc.sql("DELETE FROM patient_leaving WHERE patient_id = ? AND closed_at IS NULL AND closes_at > ?")
                        .params(patient.value(), UtcTime.toColumn(now))
                        .update()
                == 1;
    }

    Optional<Leave> find(PatientId patient) {
        return jdbc.sql("SELECT patient_id, asked_at, closes_at, closed_at FROM patient_leaving WHERE patient_id = ?")
                .param(patient.value())
                .query(LeaveRepository::leave)
                .optional();
    }

    /** Those that are due, the longest first. */
    List<Leave> toClose(Instant now, int limit) {
        return jdbc.sql("""
                        SELECT patient_id, asked_at, closes_at, closed_at FROM patient_leaving
                        WHERE closed_at IS NULL AND closes_at <= ? ORDER BY closes_at, patient_id LIMIT ?""")
                .params(UtcTime.toColumn(now), limit)
                .query(LeaveRepository::leave)
                .list();
    }

    /** @return whether it was open until now */
    boolean closed(PatientId patient, Instant now, Instant eraseAt) {
        return jdbc.sql("""
                                UPDATE patient_leaving SET closed_at = ?, erase_at = ?
                                WHERE patient_id = ? AND closed_at IS NULL""")
                        .params(UtcTime.toColumn(now), UtcTime.toColumn(eraseAt), patient.value())
                        .update()
                == 1;
    }

    List<Leave> toErase(Instant now, int limit) {
        return jdbc.sql("""
                        SELECT patient_id, asked_at, closes_at, closed_at FROM patient_leaving
                        WHERE erased_at IS NULL AND erase_at <= ? ORDER BY erase_at, patient_id LIMIT ?""")
                .params(UtcTime.toColumn(now), limit)
                .query(LeaveRepository::leave)
                .list();
    }

    /** @return whether it was there until now */
    boolean erased(PatientId patient, Instant now) {
        return jdbc.sql("UPDATE patient_leaving SET erased_at = ? WHERE patient_id = ? AND erased_at IS NULL")
                        .params(UtcTime.toColumn(now), patient.value())
                        .update()
                == 1;
    }

    private static Leave leave(ResultSet row, int n) throws SQLException {
        return new Leave(
                new PatientId(row.getLong("patient_id")),
                UtcTime.toInstant(row.getObject("asked_at", LocalDateTime.class)),
                UtcTime.toInstant(row.getObject("closes_at", LocalDateTime.class)),
                UtcTime.toInstantOrNull(row.getObject("closed_at", LocalDateTime.class)));
    }
}
