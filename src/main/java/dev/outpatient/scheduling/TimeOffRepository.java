package dev.outpatient.scheduling;

import static java.util.Objects.requireNonNull;

import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.TimeRange;
import dev.outpatient.shared.UtcTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The SQL of the time_off table. */
@Repository
class TimeOffRepository {

    private final JdbcClient jdbc;

    TimeOffRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The time off that ends later than an instant.
     *
     * @param doctors whose, or null for everybody's
     */
    Map<DoctorId, List<TimeRange>> notOver(@Nullable Collection<DoctorId> doctors, Instant at) {
        Map<DoctorId, List<TimeRange>> off = new HashMap<>();
        if (doctors != null && doctors.isEmpty()) {
            return off;
        }
        var sql = jdbc.sql("SELECT id, doctor_id, starts_at, ends_at, reason FROM time_off WHERE ends_at > :at"
                        + (doctors == null ? "" : " AND doctor_id IN (:ids)"))
                .param("at", UtcTime.toColumn(at));
        if (doctors != null) {
            sql = sql.param("ids", doctors.stream().map(DoctorId::value).toList());
        }
        for (TimeOff one : sql.query(TimeOffRepository::timeOff).list()) {
            off.computeIfAbsent(one.doctorId(), d -> new ArrayList<>()).add(one.time());
        }
        return off;
    }

    /** A doctor's time off that overlaps a range, in order. */
    List<TimeOff> list(DoctorId doctor, TimeRange range) {
        return jdbc.sql("""
                        SELECT id, doctor_id, starts_at, ends_at, reason FROM time_off
                        WHERE doctor_id = ? AND ends_at > ? AND starts_at < ? ORDER BY starts_at, id""")
                .params(doctor.value(), UtcTime.toColumn(range.start()), UtcTime.toColumn(range.end()))
                .query(TimeOffRepository::timeOff)
                .list();
    }

    /** The time off of several doctors that overlaps a range, by doctor and in order. */
    List<TimeOff> list(Collection<DoctorId> doctors, TimeRange range) {
        if (doctors.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        SELECT id, doctor_id, starts_at, ends_at, reason FROM time_off
                        WHERE doctor_id IN (:doctors) AND ends_at > :start AND starts_at < :end
                        ORDER BY doctor_id, starts_at, id""")
                .param("doctors", doctors.stream().map(DoctorId::value).toList())
                .param("start", UtcTime.toColumn(range.start()))
                .param("end", UtcTime.toColumn(range.end()))
                .query(TimeOffRepository::timeOff)
                .list();
    }

    Optional<TimeOff> find(DoctorId doctor, long id) {
        return jdbc.sql("SELECT id, doctor_id, starts_at, ends_at, reason FROM time_off WHERE id = ? AND doctor_id = ?")
                .params(id, doctor.value())
                .query(TimeOffRepository::timeOff)
                .optional();
    }

    long insert(DoctorId doctor, TimeRange time, @Nullable String reason, Instant now) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("INSERT INTO time_off (doctor_id, starts_at, ends_at, reason, created_at) VALUES (?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        doctor.value(),
                        UtcTime.toColumn(time.start()),
                        UtcTime.toColumn(time.end()),
                        reason,
                        UtcTime.toColumn(now)))
                .update(key, "id");
        return requireNonNull(key.getKey()).longValue();
    }

    /** Whether there was such a one. */
    boolean delete(DoctorId doctor, long id) {
        return jdbc.sql("DELETE FROM time_off WHERE id = ? AND doctor_id = ?")
                        .params(id, doctor.value())
                        .update()
                == 1;
    }

    private static TimeOff timeOff(ResultSet row, int n) throws SQLException {
        return new TimeOff(
                row.getLong("id"),
                new DoctorId(row.getLong("doctor_id")),
                new TimeRange(
                        UtcTime.toInstant(row.getObject("starts_at", LocalDateTime.class)),
                        UtcTime.toInstant(row.getObject("ends_at", LocalDateTime.class))),
                row.getString("reason"));
    }
}
