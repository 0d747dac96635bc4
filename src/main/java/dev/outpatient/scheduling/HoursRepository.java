package dev.outpatient.scheduling;

import dev.outpatient.scheduling.Schedule.Opening;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of the working_hours table. */
@Repository
class HoursRepository {

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    HoursRepository(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /** The doctors' hours, by doctor, day of the week and start. */
    List<WorkingHours> list(Collection<DoctorId> doctors) {
        if (doctors.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        SELECT doctor_id, office_id, day_of_week, start_time, end_time, visit_minutes, valid_from, valid_to
                        FROM working_hours WHERE doctor_id IN (:ids) ORDER BY doctor_id, day_of_week, start_time, id""")
                .param("ids", doctors.stream().map(DoctorId::value).toList())
                .query(HoursRepository::hours)
                .list();
    }

    /**
     * The hours with the zones of their offices, by doctor, day of the week and start.
     *
     * @param doctors whose, or null for everybody's
     */
    List<Opening> openings(@Nullable Collection<DoctorId> doctors) {
        if (doctors != null && doctors.isEmpty()) {
            return List.of();
        }
        var sql = jdbc.sql("""
                SELECT h.doctor_id, h.office_id, h.day_of_week, h.start_time, h.end_time, h.visit_minutes, h.valid_from,
                  h.valid_to, o.time_zone
                FROM working_hours h JOIN office o ON o.id = h.office_id"""
                + (doctors == null ? "" : " WHERE h.doctor_id IN (:ids)")
                + " ORDER BY h.doctor_id, h.day_of_week, h.start_time, h.id");
        if (doctors != null) {
            sql = sql.param("ids", doctors.stream().map(DoctorId::value).toList());
        }
        return sql.query((row, n) -> new Opening(hours(row, n), ZoneId.of(row.getString("time_zone"))))
                .list();
    }

    /** Takes a doctor's week out and puts another in. */
    void replace(DoctorId doctor, List<WorkingHours> week) {
        jdbc.sql("DELETE FROM working_hours WHERE doctor_id = ?")
                .param(doctor.value())
                .update();
        template.batchUpdate("""
                        INSERT INTO working_hours (doctor_id, office_id, day_of_week, start_time, end_time,
                                                   visit_minutes, valid_from, valid_to)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""", week, 100, (row, hours) -> {
            row.setLong(1, doctor.value());
            row.setLong(2, hours.officeId().value());
            row.setInt(3, hours.dayOfWeek().getValue());
            row.setObject(4, hours.startTime());
            row.setObject(5, hours.endTime());
            row.setInt(6, hours.visitMinutes());
            row.setObject(7, hours.validFrom());
            row.setObject(8, hours.validTo());
        });
    }

    private static WorkingHours hours(ResultSet row, int n) throws SQLException {
        return new WorkingHours(
                new DoctorId(row.getLong("doctor_id")),
                new OfficeId(row.getLong("office_id")),
                DayOfWeek.of(row.getInt("day_of_week")),
                row.getObject("start_time", LocalTime.class),
                row.getObject("end_time", LocalTime.class),
                row.getInt("visit_minutes"),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_to", LocalDate.class));
    }
}
