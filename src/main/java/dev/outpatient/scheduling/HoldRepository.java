package dev.outpatient.scheduling;

import static java.util.Objects.requireNonNull;

import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.TimeRange;
import dev.outpatient.shared.UtcTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The SQL of the slot_hold table. */
@Repository
class HoldRepository {

    private static final String COLUMNS =
            "SELECT id, patient_id, held_by, doctor_id, office_id, starts_at, ends_at, expires_at FROM slot_hold WHERE ";

    /** No visit is longer. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private final JdbcClient jdbc;

    HoldRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All that have not expired, but those of the viewer. */
    List<Hold> active(Instant now, @Nullable Actor viewer) {
        return jdbc
                .sql(COLUMNS + "expires_at > ?")
                .param(UtcTime.toColumn(now))
                .query(HoldRepository::hold)
                .list()
                .stream()
                .filter(hold -> viewer == null || !hold.isOf(viewer))
                .toList();
    }

    /** Those of a doctor's time in a range that have not expired. */
    List<Hold> active(DoctorId doctor, TimeRange range, Instant now) {
        return jdbc.sql(COLUMNS + "doctor_id = ? AND starts_at >= ? AND starts_at < ? AND ends_at > ?"
                        + " AND expires_at > ? ORDER BY starts_at, id")
                .params(
                        doctor.value(),
                        UtcTime.toColumn(range.start().minus(LONGEST)),
                        UtcTime.toColumn(range.end()),
                        UtcTime.toColumn(range.start()),
                        UtcTime.toColumn(now))
                .query(HoldRepository::hold)
                .list();
    }

    Optional<Hold> find(long id) {
        return jdbc.sql(COLUMNS + "id = ?")
                .param(id)
                .query(HoldRepository::hold)
                .optional();
    }

    long insert(
            PatientId patient,
            @Nullable PatientId heldBy,
            DoctorId doctor,
            OfficeId office,
            TimeRange time,
            Instant expiresAt) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("""
                        INSERT INTO slot_hold (patient_id, held_by, doctor_id, office_id, starts_at, ends_at,
                                               expires_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        patient.value(),
                        heldBy == null ? null : heldBy.value(),
                        doctor.value(),
                        office.value(),
                        UtcTime.toColumn(time.start()),
                        UtcTime.toColumn(time.end()),
                        UtcTime.toColumn(expiresAt)))
                .update(key, "id");
        return requireNonNull(key.getKey()).longValue();
    }

    void delete(long id) {
        jdbc.sql("DELETE FROM slot_hold WHERE id = ?").param(id).update();
    }

    /** Until the transaction ends, nobody else does: of two new holds at once the later then takes the place of the other. */
    void deleteOf(PatientId patient, PatientId heldBy) {
        jdbc.sql("SELECT id FROM patient WHERE id IN (?, ?) ORDER BY id FOR UPDATE")
                .params(patient.value(), heldBy.value())
                .query(Long.class)
                .list();
        jdbc.sql("DELETE FROM slot_hold WHERE patient_id = ?")
                .param(patient.value())
                .update();
        jdbc.sql("DELETE FROM slot_hold WHERE held_by = ?")
                .param(heldBy.value())
                .update();
    }

    int deleteExpired(Instant before) {
        return jdbc.sql("DELETE FROM slot_hold WHERE expires_at < ?")
                .param(UtcTime.toColumn(before))
                .update();
    }

    private static Hold hold(ResultSet row, int n) throws SQLException {
        return new Hold(
                row.getLong("id"),
                new PatientId(row.getLong("patient_id")),
                heldBy(row),
                new DoctorId(row.getLong("doctor_id")),
                new OfficeId(row.getLong("office_id")),
                new TimeRange(
                        UtcTime.toInstant(row.getObject("starts_at", LocalDateTime.class)),
                        UtcTime.toInstant(row.getObject("ends_at", LocalDateTime.class))),
                UtcTime.toInstant(row.getObject("expires_at", LocalDateTime.class)));
    }

    private static @Nullable PatientId heldBy(ResultSet row) throws SQLException {
        long id = row.getLong("held_by");
        return row.wasNull() ? null : new PatientId(id);
    }
}
