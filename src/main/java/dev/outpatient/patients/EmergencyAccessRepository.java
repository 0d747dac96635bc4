package dev.outpatient.patients;

import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.Like;
import dev.outpatient.shared.ListQuery;
import dev.outpatient.shared.Listing;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Rows;
import dev.outpatient.shared.UtcTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The SQL of the emergency_access table. */
@Repository
class EmergencyAccessRepository {

    private static final String COLUMNS = """
            SELECT e.id, e.doctor_id, d.name AS doctor_name, e.patient_id, p.name AS patient_name, e.reason, e.opened_at,
              e.expires_at, e.reviewed_at, a.name AS reviewed_by, e.review_note
            """;

    private static final String FROM = """
            FROM emergency_access e JOIN doctor d ON d.id = e.doctor_id JOIN patient p ON p.id = e.patient_id
              LEFT JOIN admin a ON a.id = e.reviewed_by
            """;

    private static final String VIEWS = COLUMNS + FROM;

    private final JdbcClient jdbc;

    EmergencyAccessRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean isOpen(DoctorId doctor, PatientId patient, Instant now) {
        return findOpen(doctor, patient, now).isPresent();
    }

    /** All of a doctor's, the one that lasts longest first. */
    List<EmergencyAccess> listOpen(DoctorId doctor, Instant now) {
        return jdbc.sql(VIEWS + " WHERE e.doctor_id = ? AND e.expires_at > ? ORDER BY e.expires_at DESC, e.id DESC")
                .params(doctor.value(), UtcTime.toColumn(now))
                .query(EmergencyAccessRepository::access)
                .list();
    }

    /** The one that lasts longest. */
    Optional<EmergencyAccess> findOpen(DoctorId doctor, PatientId patient, Instant now) {
        return jdbc.sql(VIEWS + """
                        WHERE e.doctor_id = ? AND e.patient_id = ? AND e.expires_at > ?
                        ORDER BY e.expires_at DESC LIMIT 1""")
                .params(doctor.value(), patient.value(), UtcTime.toColumn(now))
                .query(EmergencyAccessRepository::access)
                .optional();
    }

    EmergencyAccess insert(DoctorId doctor, PatientId patient, String reason, Instant openedAt, Instant expiresAt) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("""
                        INSERT INTO emergency_access (doctor_id, patient_id, reason, opened_at, expires_at)
                        VALUES (?, ?, ?, ?, ?)""")
                .params(
                        doctor.value(),
                        patient.value(),
                        reason,
                        UtcTime.toColumn(openedAt),
                        UtcTime.toColumn(expiresAt))
                .update(key, "id");
        return find(Objects.requireNonNull(key.getKey()).longValue()).orElseThrow();
    }

    Optional<EmergencyAccess> find(long id) {
        return jdbc.sql(VIEWS + "WHERE e.id = ?")
                .param(id)
                .query(EmergencyAccessRepository::access)
                .optional();
    }

    /** Those that wait, oldest first; or those that were reviewed, newest first. */
    List<EmergencyAccess> list(boolean reviewed, @Nullable MomentCursor after, int limit) {
        String waiting = "WHERE e.reviewed_at IS NULL"
                + (after == null ? "" : " AND (e.opened_at > :at OR (e.opened_at = :at AND e.id > :id))")
                + " ORDER BY e.opened_at, e.id LIMIT :limit";
        String done = "WHERE e.reviewed_at IS NOT NULL"
                + (after == null ? "" : " AND (e.reviewed_at < :at OR (e.reviewed_at = :at AND e.id < :id))")
                + " ORDER BY e.reviewed_at DESC, e.id DESC LIMIT :limit";
        JdbcClient.StatementSpec query =
                jdbc.sql(VIEWS + (reviewed ? done : waiting)).param("limit", limit);
        if (after != null) {
            query = query.param("at", UtcTime.toColumn(after.at())).param("id", after.id());
        }
        return query.query(EmergencyAccessRepository::access).list();
    }

    /** Those of the ids that wait for a review, oldest first. */
    List<EmergencyAccess> waiting(Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql(VIEWS + "WHERE e.reviewed_at IS NULL AND e.id IN (:ids) ORDER BY e.opened_at, e.id")
                        .param("ids", ids)
                        .query(EmergencyAccessRepository::access)
                        .list();
    }

    Rows<EmergencyAccess> list(EmergencyFilter filter, Listing<EmergencyOrder> listing) {
        Map<String, Object> params = new HashMap<>();
        StringBuilder from = new StringBuilder(FROM + "WHERE 1 = 1");
        if (filter.words() != null && !filter.words().isBlank()) {
            from.append(
                    " AND (LOWER(d.name) LIKE LOWER(:words) ESCAPE '!' OR LOWER(p.name) LIKE LOWER(:words) ESCAPE '!')");
            params.put("words", Like.contains(filter.words()));
        }
        if (filter.state() != null) {
            from.append(" AND e.reviewed_at IS ")
                    .append(filter.state() == EmergencyFilter.State.WAITING ? "NULL" : "NOT NULL");
        }
        return ListQuery.page(
                jdbc, COLUMNS, from.toString(), order(listing), params, listing, EmergencyAccessRepository::access);
    }

    /** Those that wait are in the order in which they wait, and others newest first. */
    private static String order(Listing<EmergencyOrder> listing) {
        return " ORDER BY "
                + switch (listing.sort()) {
                    case STATUS ->
                        "CASE WHEN e.reviewed_at IS NULL THEN 0 ELSE 1 END" + listing.direction()
                                + ", CASE WHEN e.reviewed_at IS NULL THEN e.opened_at END";
                    case OPENED -> "e.opened_at" + listing.direction();
                    case DOCTOR -> "LOWER(d.name)" + listing.direction();
                    case PATIENT -> "LOWER(p.name)" + listing.direction();
                }
                + ", e.opened_at DESC, e.id DESC";
    }

    int countWaiting() {
        return jdbc.sql("SELECT COUNT(*) FROM emergency_access WHERE reviewed_at IS NULL")
                .query(Integer.class)
                .single();
    }

    List<EmergencyAccess> ofPatient(PatientId patient, Instant since) {
        return jdbc.sql(VIEWS + "WHERE e.patient_id = ? AND e.opened_at > ? ORDER BY e.opened_at DESC")
                .params(patient.value(), UtcTime.toColumn(since))
                .query(EmergencyAccessRepository::access)
                .list();
    }

    /** Once: the first review stands. */
    boolean review(long id, long admin, String note, Instant now) {
        return jdbc.sql("""
                                UPDATE emergency_access SET reviewed_at = ?, reviewed_by = ?, review_note = ?
                                WHERE id = ? AND reviewed_at IS NULL""").params(UtcTime.toColumn(now), admin, note, id).update() == 1;
    }

    /** What was written about a patient goes; that it happened, and when, stays. */
    void forgetReasons(PatientId patient) {
        jdbc.sql("UPDATE emergency_access SET reason = '', review_note = NULL WHERE patient_id = ?")
                .param(patient.value())
                .update();
    }

    private static EmergencyAccess access(ResultSet row, int n) throws SQLException {
        return new EmergencyAccess(
                row.getLong("id"),
                new DoctorId(row.getLong("doctor_id")),
                row.getString("doctor_name"),
                new PatientId(row.getLong("patient_id")),
                row.getString("patient_name"),
                row.getString("reason"),
                UtcTime.toInstant(row.getObject("opened_at", LocalDateTime.class)),
                UtcTime.toInstant(row.getObject("expires_at", LocalDateTime.class)),
                UtcTime.toInstantOrNull(row.getObject("reviewed_at", LocalDateTime.class)),
                row.getString("reviewed_by"),
                row.getString("review_note"));
    }
}
