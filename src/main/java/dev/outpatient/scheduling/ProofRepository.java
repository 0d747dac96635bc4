package dev.outpatient.scheduling;

import dev.outpatient.scheduling.ProofJudge.Row;
import dev.outpatient.scheduling.ScratchClinic.Made;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.TimeRange;
import dev.outpatient.shared.UtcTime;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL with which a proof looks at what is there, past the program's own reads. */
@Repository
class ProofRepository {

    private final JdbcClient jdbc;

    ProofRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All appointments of the doctors that start in a range. */
    List<Row> list(Made made, TimeRange range) {
        return jdbc.sql("""
                        SELECT id, patient_id, doctor_id, office_id, starts_at, ends_at, status FROM appointment
                        WHERE doctor_id IN (:doctors) AND starts_at >= :start AND starts_at < :end""")
                .param("doctors", ids(made))
                .param("start", UtcTime.toColumn(range.start()))
                .param("end", UtcTime.toColumn(range.end()))
                .query((row, n) -> new Row(
                        row.getLong("id"),
                        new PatientId(row.getLong("patient_id")),
                        new DoctorId(row.getLong("doctor_id")),
                        new OfficeId(row.getLong("office_id")),
                        new TimeRange(
                                UtcTime.toInstant(row.getObject("starts_at", LocalDateTime.class)),
                                UtcTime.toInstant(row.getObject("ends_at", LocalDateTime.class))),
                        row.getString("status").equals(AppointmentStatus.CANCELLED.word())))
                .list();
    }

    /** How many pairs of appointments share time of one doctor or one patient, by the rows alone. */
    int countOverlaps(Made made, TimeRange range) {
        return Stream.of("doctor_id", "patient_id")
                .mapToInt(owner -> jdbc.sql("""
                                SELECT COUNT(*) FROM appointment a JOIN appointment b ON b.%1$s = a.%1$s AND b.id > a.id
                                  AND b.starts_at < a.ends_at AND a.starts_at < b.ends_at
                                WHERE a.doctor_id IN (:doctors) AND a.starts_at >= :start AND a.starts_at < :end
                                  AND a.status <> 'cancelled' AND b.status <> 'cancelled'""".formatted(owner))
                        .param("doctors", ids(made))
                        .param("start", UtcTime.toColumn(range.start()))
                        .param("end", UtcTime.toColumn(range.end()))
                        .query(Integer.class)
                        .single())
                .sum();
    }

    private static List<Long> ids(Made made) {
        return made.doctors().stream().map(DoctorId::value).toList();
    }
}
