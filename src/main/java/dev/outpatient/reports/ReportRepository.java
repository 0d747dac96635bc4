package dev.outpatient.reports;

import dev.outpatient.reports.OfferedTime.Hours;
import dev.outpatient.reports.OfferedTime.Range;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.UtcTime;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The SQL of the reports. Days and months are those of the clock on the office's wall; {@code starts_at} is in each
 * condition as well, a day wider, since it has the index.
 */
@Repository
class ReportRepository {

    /** A doctor in an office. */
    record Place(DoctorId doctorId, OfficeId officeId) {}

    /**
     * How many patients came to a doctor at least once.
     *
     * @param inPart to visits in the part that was asked about
     */
    record Seen(DoctorId doctorId, String doctorName, long inPart, long inAll) {

        PatientsSeen all() {
            return new PatientsSeen(doctorId, doctorName, inAll);
        }

        PatientsSeen part() {
            return new PatientsSeen(doctorId, doctorName, inPart);
        }
    }

    record NamedPlace(Place place, String doctorName, String officeName, ZoneId timeZone) {}

    private static final String DURING = """
             a.appointment_date >= :from AND a.appointment_date < :until
             AND a.starts_at >= :earliest AND a.starts_at < :latest
            """;

    private final JdbcClient jdbc;

    ReportRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<DailyVisit> daily(LocalDate date, @Nullable DoctorId doctor) {
        return jdbc.sql("""
                        SELECT d.id AS doctor_id, d.name AS doctor_name, a.appointment_date AS appointment_time, a.status,
                               a.status = 'cancelled' AND a.cancel_reason = 'no_show' AS no_show, o.time_zone, p.name AS patient_name, p.phone AS patient_phone
                        FROM appointment a JOIN doctor d ON d.id = a.doctor_id JOIN patient p ON p.id = a.patient_id
                             JOIN office o ON o.id = a.office_id
                        WHERE""" + DURING
                        + (doctor == null ? "" : " AND a.doctor_id = :doctor")
                        + " ORDER BY d.name, d.id, a.appointment_date, a.starts_at, a.id")
                .params(during(date, date))
                .param("doctor", doctor == null ? 0 : doctor.value())
                .query((row, n) -> new DailyVisit(
                        new DoctorId(row.getLong("doctor_id")),
                        row.getString("doctor_name"),
                        row.getObject("appointment_time", LocalDateTime.class),
                        ZoneId.of(row.getString("time_zone")),
                        row.getString("status"),
                        row.getBoolean("no_show"),
                        row.getString("patient_name"),
                        row.getString("patient_phone")))
                .list();
    }

    /**
     * Those who saw anybody, by name. A part is counted in the same pass, since its visits are among the others; and names
     * are joined to what is counted, not to each visit.
     *
     * @param part a month of which only what lies between the two dates counts
     */
    List<Seen> patientsSeen(LocalDate from, LocalDate to, YearMonth part) {
        return jdbc.sql("""
                        SELECT d.id AS doctor_id, d.name AS doctor_name, seen.in_part, seen.in_all
                        FROM (SELECT a.doctor_id,
                                     COUNT(DISTINCT CASE WHEN a.appointment_date >= :part_from AND a.appointment_date < :part_until
                                                         THEN a.patient_id END) AS in_part,
                                     COUNT(DISTINCT a.patient_id) AS in_all
                              FROM appointment a WHERE a.status = 'completed' AND""" + DURING + """
                              GROUP BY a.doctor_id) seen
                             JOIN doctor d ON d.id = seen.doctor_id
                        ORDER BY d.name, d.id""")
                .params(during(from, to))
                .param("part_from", part.atDay(1).atStartOfDay())
                .param("part_until", part.plusMonths(1).atDay(1).atStartOfDay())
                .query((row, n) -> new Seen(
                        new DoctorId(row.getLong("doctor_id")),
                        row.getString("doctor_name"),
                        row.getLong("in_part"),
                        row.getLong("in_all")))
                .list();
    }

    List<Attendance> attendance(LocalDate from, LocalDate to) {
        return jdbc.sql("""
                        SELECT d.id AS doctor_id, d.name AS doctor_name, counted.appointments, counted.completed,
                               counted.no_shows, counted.cancelled
                        FROM (SELECT a.doctor_id, COUNT(*) AS appointments,
                                     SUM(CASE WHEN a.status = 'completed' THEN 1 ELSE 0 END) AS completed,
                                     SUM(CASE WHEN a.status = 'cancelled' AND a.cancel_reason = 'no_show' THEN 1 ELSE 0 END) AS no_shows,
                                     SUM(CASE WHEN a.status = 'cancelled' AND (a.cancel_reason IS NULL OR a.cancel_reason <> 'no_show')
                                              THEN 1 ELSE 0 END) AS cancelled
                              FROM appointment a WHERE""" + DURING + """
                              GROUP BY a.doctor_id) counted
                             JOIN doctor d ON d.id = counted.doctor_id
                        ORDER BY d.name, d.id""")
                .params(during(from, to))
                .query((row, n) -> new Attendance(
                        new DoctorId(row.getLong("doctor_id")),
                        row.getString("doctor_name"),
                        row.getLong("appointments"),
                        row.getLong("completed"),
                        row.getLong("no_shows"),
                        row.getLong("cancelled")))
                .list();
    }

    /** The days that have any, in order. */
    List<DayCount> perDay(LocalDate from, LocalDate to) {
        return jdbc.sql("""
                        SELECT CAST(a.appointment_date AS DATE) AS on_day,
                               SUM(CASE WHEN a.status = 'scheduled' THEN 1 ELSE 0 END) AS scheduled,
                               SUM(CASE WHEN a.status = 'completed' THEN 1 ELSE 0 END) AS completed,
                               SUM(CASE WHEN a.status = 'cancelled' AND a.cancel_reason = 'no_show' THEN 1 ELSE 0 END) AS no_shows,
                               SUM(CASE WHEN a.status = 'cancelled' AND (a.cancel_reason IS NULL OR a.cancel_reason <> 'no_show')
                                        THEN 1 ELSE 0 END) AS cancelled
                        FROM appointment a WHERE""" + DURING + " GROUP BY CAST(a.appointment_date AS DATE) ORDER BY on_day")
                .params(during(from, to))
                .query((row, n) -> new DayCount(
                        row.getObject("on_day", LocalDate.class),
                        row.getLong("scheduled"),
                        row.getLong("completed"),
                        row.getLong("no_shows"),
                        row.getLong("cancelled")))
                .list();
    }

    /** Visits that were kept or are to come, by the hour of the week in which they begin; an hour without any is absent. */
    List<HourCount> perHour(LocalDate from, LocalDate to) {
        Map<DayOfWeek, Map<Integer, Long>> counts = new EnumMap<>(DayOfWeek.class);
        jdbc.sql("""
                        SELECT CAST(a.appointment_date AS DATE) AS on_day, HOUR(a.appointment_date) AS in_hour, COUNT(*) AS visits
                        FROM appointment a WHERE a.status <> 'cancelled' AND""" + DURING + " GROUP BY CAST(a.appointment_date AS DATE), HOUR(a.appointment_date)")
                .params(during(from, to))
                .query(row -> {
                    counts.computeIfAbsent(
                                    row.getObject("on_day", LocalDate.class).getDayOfWeek(), day -> new TreeMap<>())
                            .merge(row.getInt("in_hour"), row.getLong("visits"), Long::sum);
                });
        return counts.entrySet().stream()
                .flatMap(day -> day.getValue().entrySet().stream()
                        .map(hour -> new HourCount(day.getKey(), hour.getKey(), hour.getValue())))
                .toList();
    }

    /** Who works where, by name. */
    List<NamedPlace> places() {
        return jdbc.sql("""
                        SELECT d.id AS doctor_id, d.name AS doctor_name, o.id AS office_id, o.name AS office_name, o.time_zone
                        FROM office_doctor_association w JOIN doctor d ON d.id = w.doctor_id JOIN office o ON o.id = w.office_id
                        ORDER BY o.name, o.id, d.name, d.id""")
                .query((row, n) -> new NamedPlace(
                        new Place(new DoctorId(row.getLong("doctor_id")), new OfficeId(row.getLong("office_id"))),
                        row.getString("doctor_name"),
                        row.getString("office_name"),
                        ZoneId.of(row.getString("time_zone"))))
                .list();
    }

    Map<Place, Long> bookedMinutes(LocalDate from, LocalDate to) {
        Map<Place, Long> booked = new HashMap<>();
        jdbc.sql("""
                        SELECT a.doctor_id, a.office_id, SUM(TIMESTAMPDIFF(MINUTE, a.starts_at, a.ends_at)) AS minutes
                        FROM appointment a WHERE (a.status <> 'cancelled' OR a.cancel_reason = 'no_show') AND""" + DURING + " GROUP BY a.doctor_id, a.office_id")
                .params(during(from, to))
                .query(row -> {
                    booked.put(
                            new Place(new DoctorId(row.getLong("doctor_id")), new OfficeId(row.getLong("office_id"))),
                            row.getLong("minutes"));
                });
        return booked;
    }

    Map<Place, List<Hours>> hours() {
        return jdbc
                .sql(
                        "SELECT doctor_id, office_id, day_of_week, start_time, end_time, valid_from, valid_to FROM working_hours")
                .query((row, n) -> Map.entry(
                        new Place(new DoctorId(row.getLong("doctor_id")), new OfficeId(row.getLong("office_id"))),
                        new Hours(
                                DayOfWeek.of(row.getInt("day_of_week")),
                                row.getObject("start_time", LocalTime.class),
                                row.getObject("end_time", LocalTime.class),
                                row.getObject("valid_from", LocalDate.class),
                                row.getObject("valid_to", LocalDate.class))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** When doctors are away, by the clock of UTC. */
    Map<DoctorId, List<Range>> away(LocalDate from, LocalDate to) {
        return jdbc
                .sql("SELECT doctor_id, starts_at, ends_at FROM time_off WHERE ends_at >= ? AND starts_at < ?")
                .params(from.minusDays(1).atStartOfDay(), to.plusDays(2).atStartOfDay())
                .query((row, n) -> Map.entry(
                        new DoctorId(row.getLong("doctor_id")),
                        new Range(
                                row.getObject("starts_at", LocalDateTime.class),
                                row.getObject("ends_at", LocalDateTime.class))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    Map<OfficeId, Set<LocalDate>> closed(LocalDate from, LocalDate to) {
        Map<OfficeId, Set<LocalDate>> closed = new HashMap<>();
        jdbc.sql("SELECT office_id, closed_on FROM closure WHERE closed_on BETWEEN ? AND ?")
                .params(from, to)
                .query(row -> {
                    closed.computeIfAbsent(new OfficeId(row.getLong("office_id")), office -> new HashSet<>())
                            .add(row.getObject("closed_on", LocalDate.class));
                });
        return closed;
    }

    /** A range of the clock of UTC, by that of an office. */
    static Range at(ZoneId zone, Range utc) {
        return new Range(
                LocalDateTime.ofInstant(UtcTime.toInstant(utc.start()), zone),
                LocalDateTime.ofInstant(UtcTime.toInstant(utc.end()), zone));
    }

    private static Map<String, Object> during(LocalDate from, LocalDate to) {
        LocalDateTime start = from.atStartOfDay();
        LocalDateTime until = to.plusDays(1).atStartOfDay();
        return Map.of("from", start, "until", until, "earliest", start.minusDays(1), "latest", until.plusDays(1));
    }
}
