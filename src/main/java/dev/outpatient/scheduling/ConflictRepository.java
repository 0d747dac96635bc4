package dev.outpatient.scheduling;

import dev.outpatient.scheduling.Conflicts.Several;
import dev.outpatient.scheduling.ExplainedTime.Reason;
import dev.outpatient.shared.TimeRange;
import dev.outpatient.shared.UtcTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL that counts the appointments ahead which a closed day or a time off came upon, of the whole clinic. */
@Repository
class ConflictRepository {

    private static final String AHEAD =
            " WHERE a.status = 'scheduled' AND a.starts_at > :from AND a.starts_at < :until";
    private static final String SOONEST = " GROUP BY o.id, o.name ORDER BY MIN(a.starts_at), o.id";

    private final JdbcClient jdbc;

    ConflictRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By office, those with the soonest first. */
    List<Several> onClosedDays(TimeRange starts) {
        return list(Reason.CLOSURE, """
                        SELECT o.id, o.name, COUNT(*) AS appointments
                        FROM appointment a
                        JOIN closure c ON c.office_id = a.office_id AND c.closed_on = CAST(a.appointment_date AS DATE)
                        JOIN office o ON o.id = a.office_id""" + AHEAD + SOONEST, starts);
    }

    /** By doctor, those with the soonest first. */
    List<Several> inTimeOff(TimeRange starts) {
        return list(Reason.TIME_OFF, """
                        SELECT o.id, o.name, COUNT(DISTINCT a.id) AS appointments
                        FROM appointment a
                        JOIN time_off t ON t.doctor_id = a.doctor_id AND t.starts_at < a.ends_at AND t.ends_at > a.starts_at
                        JOIN doctor o ON o.id = a.doctor_id""" + AHEAD + SOONEST, starts);
    }

    private List<Several> list(Reason reason, String sql, TimeRange starts) {
        return jdbc.sql(sql)
                .param("from", UtcTime.toColumn(starts.start()))
                .param("until", UtcTime.toColumn(starts.end()))
                .query((row, n) ->
                        new Several(reason, row.getLong("id"), row.getString("name"), row.getLong("appointments")))
                .list();
    }
}
