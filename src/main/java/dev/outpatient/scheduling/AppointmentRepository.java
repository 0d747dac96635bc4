package dev.outpatient.scheduling;

import dev.outpatient.directory.Doctor;
import dev.outpatient.directory.Office;
import dev.outpatient.directory.OfficeDetails;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.TimeRange;
import dev.outpatient.shared.UtcTime;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The SQL of the appointment table. Views are read with the names they show, in one statement. */
@Repository
class AppointmentRepository {

    private static final String INSERT = """
            INSERT INTO appointment (patient_id, doctor_id, office_id, appointment_date, starts_at, ends_at, status, reason,
                                     cancelled_at, cancelled_by, cancel_reason, series_id, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    /** Of an appointment, what a view has. */
    static final String COLUMNS = """
            SELECT a.id, a.patient_id, a.doctor_id, a.office_id, a.starts_at, a.ends_at, a.status, a.reason, a.version,
              a.arrived_at, a.cancelled_at, a.cancelled_by, a.cancel_reason, a.series_id,
              p.name AS patient_name, p.date_of_birth, p.phone AS patient_phone, d.name AS doctor_name, d.avatar_url, d.specialty, d.version AS doctor_version,
              o.name AS office_name, o.address, o.city, o.state, o.phone, o.time_zone, o.version AS office_version
            """;

    /** Whose it is. */
    static final String PEOPLE = """
            JOIN patient p ON p.id = a.patient_id JOIN doctor d ON d.id = a.doctor_id JOIN office o ON o.id = a.office_id
            """;

    private static final String VIEWS = COLUMNS + "FROM appointment a " + PEOPLE + "WHERE 1 = 1";

    private static final String OVERLAPPING = """
             AND a.starts_at >= :low AND a.starts_at < :end AND a.ends_at > :start
            ORDER BY a.starts_at, a.id""";

    /** Wherever an office is, its date lies within these moments; they are what the indexes know. */
    static final String FROM_DATE = " AND a.appointment_date >= :from AND a.starts_at >= :earliest";

    static final String TO_DATE = " AND a.appointment_date < :to AND a.starts_at < :latest";

    private static final String ON_DATE = FROM_DATE + TO_DATE;

    /**
     * No visit that is booked is longer, so a range of starts finds those that overlap it. Only imports know longer ones;
     * these count as past from so long after their start.
     */
    static final Duration LONGEST = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    AppointmentRepository(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    Optional<AppointmentView> find(AppointmentId id) {
        return jdbc.sql(VIEWS + " AND a.id = ?")
                .param(id.value())
                .query(AppointmentRepository::view)
                .optional();
    }

    /** Reads an appointment for change: until the transaction ends, nobody else reads it for change. */
    Optional<Appointment> findForUpdate(AppointmentId id) {
        return jdbc.sql("""
                        SELECT id, patient_id, doctor_id, office_id, starts_at, ends_at, status, reason, version,
                          arrived_at, cancelled_at, cancelled_by, cancel_reason, series_id
                        FROM appointment WHERE id = ? FOR UPDATE""")
                .param(id.value())
                .query((row, n) -> appointment(row))
                .optional();
    }

    AppointmentId insert(Visit visit, TimeRange time, Actor actor, Instant now) {
        return insertAll(List.of(visit), List.of(time), actor, now).getFirst();
    }

    /**
     * @param times when each of the visits is, on the grid
     * @param actor who cancelled those that are
     */
    List<AppointmentId> insertAll(List<Visit> visits, List<TimeRange> times, Actor actor, Instant now) {
        if (visits.isEmpty()) {
            return List.of();
        }
        GeneratedKeyHolder keys = new GeneratedKeyHolder();
        template.batchUpdate(
                connection -> connection.prepareStatement(INSERT, new String[] {"id"}),
                new BatchPreparedStatementSetter() {
                    @Override
                    public void setValues(PreparedStatement row, int i) throws SQLException {
                        set(row, visits.get(i), times.get(i), actor, now);
                    }

                    @Override
                    public int getBatchSize() {
                        return visits.size();
                    }
                },
                keys);
        return keys.getKeyList().stream()
                .map(key -> new AppointmentId(((Number) key.values().iterator().next()).longValue()))
                .toList();
    }

    private static void set(PreparedStatement row, Visit visit, TimeRange time, Actor actor, Instant now)
            throws SQLException {
        boolean cancelled = visit.status() == AppointmentStatus.CANCELLED;
        row.setLong(1, visit.patientId().value());
        row.setLong(2, visit.doctorId().value());
        row.setLong(3, visit.officeId().value());
        row.setObject(4, LocalDateTime.ofInstant(time.start(), visit.timeZone()));
        row.setObject(5, UtcTime.toColumn(time.start()));
        row.setObject(6, UtcTime.toColumn(time.end()));
        row.setString(7, visit.status().word());
        row.setString(8, visit.reason());
        row.setObject(9, cancelled ? UtcTime.toColumn(now) : null);
        row.setString(10, cancelled ? actor.role().word() : null);
        row.setString(11, cancelled ? visit.cancelReason() : null);
        row.setObject(12, visit.seriesId());
        row.setObject(13, UtcTime.toColumn(now));
        row.setObject(14, UtcTime.toColumn(now));
    }

    /**
     * Writes what an appointment's steps change; its people stay.
     *
     * @param zone of the office
     */
    void update(Appointment appointment, ZoneId zone, Instant now) {
        jdbc.sql("""
                        UPDATE appointment SET office_id = ?, appointment_date = ?, starts_at = ?, ends_at = ?, status = ?,
                          version = ?, arrived_at = ?, cancelled_at = ?, cancelled_by = ?, cancel_reason = ?, updated_at = ?
                        WHERE id = ?""")
                .params(Arrays.asList(
                        appointment.officeId().value(),
                        LocalDateTime.ofInstant(appointment.time().start(), zone),
                        UtcTime.toColumn(appointment.time().start()),
                        UtcTime.toColumn(appointment.time().end()),
                        appointment.status().word(),
                        appointment.version(),
                        columnOrNull(appointment.arrivedAt()),
                        columnOrNull(appointment.cancelledAt()),
                        appointment.cancelledBy(),
                        appointment.cancelReason(),
                        UtcTime.toColumn(now),
                        appointment.id().value()))
                .update();
    }

    /** When the last step was taken. */
    Instant changedAt(AppointmentId id) {
        return UtcTime.toInstant(jdbc.sql("SELECT updated_at FROM appointment WHERE id = ?")
                .param(id.value())
                .query(LocalDateTime.class)
                .single());
    }

    /** All appointments of a doctor on a date at the office, those cancelled too, in order. */
    List<AppointmentView> ofDoctorOn(DoctorId doctor, LocalDate date) {
        return jdbc.sql(VIEWS + " AND a.doctor_id = :doctor" + ON_DATE + " ORDER BY a.starts_at, a.id")
                .param("doctor", doctor.value())
                .params(onDate(date))
                .query(AppointmentRepository::view)
                .list();
    }

    /** A doctor's scheduled appointments that overlap a range, in order. */
    List<AppointmentView> scheduled(DoctorId doctor, TimeRange range) {
        return jdbc.sql(VIEWS + " AND a.doctor_id = :doctor AND a.status = 'scheduled'" + OVERLAPPING)
                .param("doctor", doctor.value())
                .params(bounds(range))
                .query(AppointmentRepository::view)
                .list();
    }

    /**
     * When and where a visit is, without the people: of many that are looked through, most are not shown.
     *
     * @param zone of the office
     */
    record Placed(AppointmentId id, OfficeId officeId, TimeRange time, ZoneId zone) {

        static Placed of(AppointmentView view) {
            Appointment of = view.appointment();
            return new Placed(of.id(), of.officeId(), of.time(), view.office().timeZone());
        }

        /** When it starts, by the clock at the office. */
        OffsetDateTime startsAt() {
            return time.start().atZone(zone).toOffsetDateTime();
        }
    }

    /** Where a doctor's scheduled appointments that overlap a range are, in order. */
    List<Placed> placed(DoctorId doctor, TimeRange range) {
        return jdbc.sql("""
                        SELECT a.id, a.office_id, a.starts_at, a.ends_at, o.time_zone
                        FROM appointment a JOIN office o ON o.id = a.office_id
                        WHERE a.doctor_id = :doctor AND a.status = 'scheduled'""" + OVERLAPPING)
                .param("doctor", doctor.value())
                .params(bounds(range))
                .query((row, n) -> new Placed(
                        new AppointmentId(row.getLong("id")),
                        new OfficeId(row.getLong("office_id")),
                        time(row),
                        ZoneId.of(row.getString("time_zone"))))
                .list();
    }

    /** A doctor's appointments that overlap a range, but those cancelled, in order. */
    List<AppointmentView> notCancelled(DoctorId doctor, TimeRange range) {
        return jdbc.sql(VIEWS + " AND a.doctor_id = :doctor AND a.status <> 'cancelled'" + OVERLAPPING)
                .param("doctor", doctor.value())
                .params(bounds(range))
                .query(AppointmentRepository::view)
                .list();
    }

    /** An office's scheduled appointments that overlap a range, in order. */
    List<AppointmentView> scheduled(OfficeId office, TimeRange range) {
        return jdbc.sql(VIEWS + " AND a.office_id = :office AND a.status = 'scheduled'" + OVERLAPPING)
                .param("office", office.value())
                .params(bounds(range))
                .query(AppointmentRepository::view)
                .list();
    }

    /** The parameters of {@link #ON_DATE}. */
    static Map<String, Object> onDate(LocalDate date) {
        Map<String, Object> params = new HashMap<>(fromDate(date));
        params.putAll(toDate(date));
        return params;
    }

    /** The parameters of {@link #FROM_DATE}. */
    static Map<String, Object> fromDate(LocalDate date) {
        LocalDateTime from = date.atStartOfDay();
        return Map.of("from", from, "earliest", from.minusDays(1));
    }

    /** The parameters of {@link #TO_DATE}, for the date and those before it. */
    static Map<String, Object> toDate(LocalDate date) {
        LocalDateTime to = date.plusDays(1).atStartOfDay();
        return Map.of("to", to, "latest", to.plusDays(1));
    }

    private static Map<String, Object> bounds(TimeRange range) {
        return Map.of(
                "low", UtcTime.toColumn(range.start().minus(LONGEST)),
                "start", UtcTime.toColumn(range.start()),
                "end", UtcTime.toColumn(range.end()));
    }

    /** All appointments of a doctor that start in a range, those cancelled too, in order. */
    List<AppointmentView> ofDoctor(DoctorId doctor, TimeRange range) {
        return jdbc.sql(VIEWS
                        + " AND a.doctor_id = ? AND a.starts_at >= ? AND a.starts_at < ? ORDER BY a.starts_at, a.id")
                .params(doctor.value(), UtcTime.toColumn(range.start()), UtcTime.toColumn(range.end()))
                .query(AppointmentRepository::view)
                .list();
    }

    /** All appointments in an office that start in a range, those cancelled too, in order. */
    List<AppointmentView> ofOffice(OfficeId office, TimeRange range) {
        return jdbc.sql(VIEWS
                        + " AND a.office_id = ? AND a.starts_at >= ? AND a.starts_at < ? ORDER BY a.starts_at, a.id")
                .params(office.value(), UtcTime.toColumn(range.start()), UtcTime.toColumn(range.end()))
                .query(AppointmentRepository::view)
                .list();
    }

    /** What was said about the visits of a patient goes; that they took place stays. */
    void forgetReasons(PatientId patient) {
        jdbc.sql("""
                        UPDATE appointment SET reason = NULL,
                          cancel_reason = CASE WHEN cancel_reason = 'no_show' THEN cancel_reason END
                        WHERE patient_id = ?""").param(patient.value()).update();
    }

    /** An office's scheduled appointments that start in one of some ranges, in order. */
    List<AppointmentView> startingIn(OfficeId office, List<TimeRange> ranges) {
        if (ranges.isEmpty()) {
            return List.of();
        }
        List<Object> params = new ArrayList<>();
        params.add(office.value());
        ranges.forEach(range -> {
            params.add(UtcTime.toColumn(range.start()));
            params.add(UtcTime.toColumn(range.end()));
        });
        String any = String.join(" OR ", Collections.nCopies(ranges.size(), "a.starts_at >= ? AND a.starts_at < ?"));
        return jdbc.sql(VIEWS + " AND a.office_id = ? AND a.status = 'scheduled' AND (" + any
                        + ") ORDER BY a.starts_at, a.id")
                .params(params)
                .query(AppointmentRepository::view)
                .list();
    }

    List<AppointmentView> ofSeries(SeriesId series) {
        return jdbc.sql(VIEWS + " AND a.series_id = ? ORDER BY a.starts_at, a.id")
                .param(series.value())
                .query(AppointmentRepository::view)
                .list();
    }

    /**
     * How many appointments a patient has ahead in an office. Until the transaction ends, nobody else is told: so two
     * bookings at once don't both count one too few.
     */
    int countUpcoming(PatientId patient, OfficeId office, Instant now) {
        jdbc.sql("SELECT id FROM patient WHERE id = ? FOR UPDATE")
                .param(patient.value())
                .query(Long.class)
                .single();
        return jdbc.sql("""
                        SELECT COUNT(*) FROM appointment
                        WHERE patient_id = ? AND starts_at > ? AND office_id = ? AND status = 'scheduled'""")
                .params(patient.value(), UtcTime.toColumn(now), office.value())
                .query(Integer.class)
                .single();
    }

    boolean existsBetween(DoctorId doctor, PatientId patient) {
        return jdbc.sql("""
                        SELECT id FROM appointment
                        WHERE patient_id = ? AND doctor_id = ? AND status <> 'cancelled' LIMIT 1""")
                .params(patient.value(), doctor.value())
                .query(Long.class)
                .optional()
                .isPresent();
    }

    static AppointmentView view(ResultSet row, int n) throws SQLException {
        Appointment appointment = appointment(row);
        return new AppointmentView(
                appointment,
                row.getString("patient_name"),
                row.getObject("date_of_birth", LocalDate.class),
                row.getString("patient_phone"),
                new Doctor(
                        appointment.doctorId(),
                        row.getString("doctor_name"),
                        row.getString("avatar_url"),
                        row.getString("specialty"),
                        row.getInt("doctor_version")),
                new Office(
                        appointment.officeId(),
                        new OfficeDetails(
                                row.getString("office_name"),
                                row.getString("address"),
                                row.getString("city"),
                                row.getString("state"),
                                row.getString("phone"),
                                ZoneId.of(row.getString("time_zone"))),
                        row.getInt("office_version")));
    }

    private static Appointment appointment(ResultSet row) throws SQLException {
        return new Appointment(
                new AppointmentId(row.getLong("id")),
                new PatientId(row.getLong("patient_id")),
                new DoctorId(row.getLong("doctor_id")),
                new OfficeId(row.getLong("office_id")),
                time(row),
                AppointmentStatus.ofWord(row.getString("status")),
                row.getString("reason"),
                row.getInt("version"),
                UtcTime.toInstantOrNull(row.getObject("arrived_at", LocalDateTime.class)),
                UtcTime.toInstantOrNull(row.getObject("cancelled_at", LocalDateTime.class)),
                row.getString("cancelled_by"),
                row.getString("cancel_reason"),
                row.getObject("series_id", Long.class));
    }

    private static TimeRange time(ResultSet row) throws SQLException {
        return new TimeRange(
                UtcTime.toInstant(row.getObject("starts_at", LocalDateTime.class)),
                UtcTime.toInstant(row.getObject("ends_at", LocalDateTime.class)));
    }

    private static @Nullable LocalDateTime columnOrNull(@Nullable Instant instant) {
        return instant == null ? null : UtcTime.toColumn(instant);
    }
}
