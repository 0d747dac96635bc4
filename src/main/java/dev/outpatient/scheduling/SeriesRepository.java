package dev.outpatient.scheduling;

import static java.util.Objects.requireNonNull;

import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.UtcTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The SQL of the appointment_series table. */
@Repository
class SeriesRepository {

    /**
     * A row of it.
     *
     * @param refused the reasons by the number of the visit, from 0
     * @param instead what was booked instead of one that was refused, by its number
     */
    record Stored(
            SeriesId id,
            PatientId patient,
            DoctorId doctor,
            OfficeId office,
            Instant firstStartsAt,
            int everyDays,
            int visits,
            Map<Integer, String> refused,
            Map<Integer, AppointmentId> instead) {}

    /** Stands before the id of what was booked instead; no reason starts with it. */
    private static final String INSTEAD = "=";

    private static final String FIND = """
            SELECT patient_id, doctor_id, office_id, first_starts_at, every_days, visits, refused
            FROM appointment_series WHERE id = ?""";

    private final JdbcClient jdbc;

    SeriesRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    SeriesId insert(SeriesRequest request, Instant now) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("""
                        INSERT INTO appointment_series (patient_id, doctor_id, office_id, first_starts_at, every_days, visits,
                                                        refused, created_at)
                        VALUES (?, ?, ?, ?, ?, ?, '', ?)""")
                .params(
                        request.patientId().value(),
                        request.doctorId().value(),
                        request.officeId().value(),
                        UtcTime.toColumn(request.firstStartsAt()),
                        request.everyDays(),
                        request.visits(),
                        UtcTime.toColumn(now))
                .update(key, "id");
        return new SeriesId(requireNonNull(key.getKey()).longValue());
    }

    void setRefused(SeriesId id, Map<Integer, String> refused, Map<Integer, AppointmentId> instead) {
        Map<Integer, String> all = new TreeMap<>(refused);
        instead.forEach((number, appointment) -> all.put(number, INSTEAD + appointment));
        String stored = all.entrySet().stream()
                .map(entry -> entry.getKey() + ":" + entry.getValue())
                .collect(Collectors.joining(","));
        jdbc.sql("UPDATE appointment_series SET refused = ? WHERE id = ?")
                .params(stored, id.value())
                .update();
    }

    Optional<Stored> find(SeriesId id) {
        return jdbc.sql(FIND)
                .param(id.value())
                .query((row, n) -> stored(id, row))
                .optional();
    }

    /** Until the transaction ends, nobody else reads it for change. */
    Optional<Stored> findForUpdate(SeriesId id) {
        return jdbc.sql(FIND + " FOR UPDATE")
                .param(id.value())
                .query((row, n) -> stored(id, row))
                .optional();
    }

    private static Stored stored(SeriesId id, ResultSet row) throws SQLException {
        String words = row.getString("refused");
        Map<Integer, String> refused = new TreeMap<>();
        Map<Integer, AppointmentId> instead = new TreeMap<>();
        for (String part : words.isEmpty() ? new String[0] : words.split(",")) {
            int colon = part.indexOf(':');
            Integer number = Integer.valueOf(part.substring(0, colon));
            String word = part.substring(colon + 1);
            if (word.startsWith(INSTEAD)) {
                instead.put(number, new AppointmentId(Long.parseLong(word.substring(INSTEAD.length()))));
            } else {
                refused.put(number, word);
            }
        }
        return new Stored(
                id,
                new PatientId(row.getLong("patient_id")),
                new DoctorId(row.getLong("doctor_id")),
                new OfficeId(row.getLong("office_id")),
                UtcTime.toInstant(row.getObject("first_starts_at", LocalDateTime.class)),
                row.getInt("every_days"),
                row.getInt("visits"),
                refused,
                instead);
    }
}
