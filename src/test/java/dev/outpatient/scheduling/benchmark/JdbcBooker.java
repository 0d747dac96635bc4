package dev.outpatient.scheduling.benchmark;

import dev.outpatient.ClinicFixture;
import dev.outpatient.scheduling.benchmark.Wishes.Wish;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import javax.sql.DataSource;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The transaction of a booking without the program: the same statements in the same order, from the first after the
 * connection is taken to the commit. {@link BookingReadsBenchmark} holds them against those that the program sends.
 */
final class JdbcBooker implements Booker {

    static final String STAMPS = "SELECT owner_kind, owner_id, stamp FROM schedule_stamp WHERE stamp > ?";
    static final String LOCK = "SELECT owner_kind, day, owner_id, busy FROM calendar_day"
            + " WHERE owner_kind = ? AND day BETWEEN ? AND ? AND ((owner_kind = ? AND day = ? AND owner_id = ?))"
            + " ORDER BY owner_kind, day, owner_id FOR UPDATE";
    static final String CREATE = "INSERT INTO calendar_day (owner_kind, day, owner_id, busy) VALUES (?, ?, ?, ?)"
            + " ON DUPLICATE KEY UPDATE busy = busy";
    static final String HOLDS =
            "SELECT id, patient_id, doctor_id, office_id, starts_at, ends_at, expires_at FROM slot_hold"
                    + " WHERE doctor_id = ? AND starts_at >= ? AND starts_at < ? AND ends_at > ? AND expires_at > ?"
                    + " ORDER BY starts_at, id";
    static final String LOCK_PATIENT = "SELECT id FROM patient WHERE id = ? FOR UPDATE";
    static final String COUNT = """
            SELECT COUNT(*) FROM appointment
            WHERE patient_id = ? AND starts_at > ? AND office_id = ? AND status = 'scheduled'""";
    static final String SAVE = "UPDATE calendar_day SET busy = ? WHERE owner_kind = ? AND day = ? AND owner_id = ?";
    static final String INSERT = """
            INSERT INTO appointment (patient_id, doctor_id, office_id, appointment_date, starts_at, ends_at, status, reason,
                                     cancelled_at, cancelled_by, cancel_reason, series_id, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    static final String LOG = "INSERT INTO log_outbox (body) VALUES (?)";

    private static final int PATIENT = 1;
    private static final int DOCTOR = 2;

    private final DataSource database;
    private final boolean asAdmin;
    private final long stamp;

    /** @param asAdmin otherwise as the patients themselves, whose coming appointments are counted */
    JdbcBooker(DataSource database, boolean asAdmin) throws SQLException {
        this.database = database;
        this.asAdmin = asAdmin;
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT MAX(stamp) FROM schedule_stamp")) {
            row.next();
            stamp = row.getLong(1);
        }
    }

    @Override
    public void book(Wish wish) throws SQLException {
        LocalDateTime start = LocalDateTime.ofInstant(wish.startsAt(), ZoneOffset.UTC);
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            rows(connection, STAMPS, stamp);
            byte[] patient = lock(
                    connection, PATIENT, start.toLocalDate(), wish.patient().value());
            byte[] doctor =
                    lock(connection, DOCTOR, start.toLocalDate(), wish.doctor().value());
            if (patient == null) {
                patient = create(
                        connection, PATIENT, start.toLocalDate(), wish.patient().value());
            }
            if (doctor == null) {
                doctor = create(
                        connection, DOCTOR, start.toLocalDate(), wish.doctor().value());
            }
            rows(connection, STAMPS, stamp);
            rows(connection, HOLDS, wish.doctor().value(), start.minusDays(1), start.plusMinutes(30), start, now);
            if (!asAdmin) {
                rows(connection, LOCK_PATIENT, wish.patient().value());
                rows(
                        connection,
                        COUNT,
                        wish.patient().value(),
                        now,
                        wish.office().value());
            }
            occupy(patient, start);
            occupy(doctor, start);
            update(
                    connection,
                    SAVE,
                    patient,
                    PATIENT,
                    start.toLocalDate(),
                    wish.patient().value());
            update(
                    connection,
                    SAVE,
                    doctor,
                    DOCTOR,
                    start.toLocalDate(),
                    wish.doctor().value());
            long id = insert(connection, wish, start, now);
            update(connection, LOG, log(id, wish));
            connection.commit();
        }
    }

    private static byte @Nullable [] lock(Connection connection, int kind, LocalDate day, long owner)
            throws SQLException {
        return rows(connection, LOCK, kind, day, day, kind, day, owner);
    }

    private static byte[] create(Connection connection, int kind, LocalDate day, long owner) throws SQLException {
        update(connection, CREATE, kind, day, owner, new byte[36]);
        byte[] created = lock(connection, kind, day, owner);
        if (created == null) {
            throw new IllegalStateException("Just made, and not there");
        }
        return created;
    }

    /** Reads all rows; gives the bitmap in the last one that has any. */
    private static byte @Nullable [] rows(Connection connection, String sql, Object... values) throws SQLException {
        byte[] busy = null;
        try (PreparedStatement statement = prepared(connection.prepareStatement(sql), values);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                if (sql.equals(LOCK)) {
                    busy = row.getBytes("busy");
                }
            }
        }
        return busy;
    }

    private static void update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(connection.prepareStatement(sql), values)) {
            statement.executeUpdate();
        }
    }

    private static long insert(Connection connection, Wish wish, LocalDateTime start, LocalDateTime now)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT, Statement.RETURN_GENERATED_KEYS)) {
            prepared(
                            statement,
                            wish.patient().value(),
                            wish.doctor().value(),
                            wish.office().value(),
                            LocalDateTime.ofInstant(wish.startsAt(), ClinicFixture.BOSTON),
                            start,
                            start.plusMinutes(30),
                            "scheduled",
                            null,
                            null,
                            null,
                            null,
                            null,
                            now,
                            now)
                    .executeUpdate();
            try (ResultSet keys = statement.getGeneratedKeys()) {
                keys.next();
                return keys.getLong(1);
            }
        }
    }

    private static PreparedStatement prepared(PreparedStatement statement, @Nullable Object... values)
            throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private static void occupy(byte[] busy, LocalDateTime start) {
        int tick = start.toLocalTime().toSecondOfDay() / 300;
        for (int i = tick; i < tick + 6; i++) {
            if ((busy[i / 8] & 1 << i % 8) != 0) {
                throw new IllegalStateException("Busy already");
            }
            busy[i / 8] |= (byte) (1 << i % 8);
        }
    }

    private static String log(long id, Wish wish) {
        Document log = new Document("_id", new ObjectId()).append("user_id", new ObjectId());
        log.append("severity", "info").append("message", "Booked the appointment");
        for (String about : List.of("reference_id", "subject_id")) {
            log.append(about, new ObjectId());
        }
        log.append("request_id", Long.toHexString(id ^ wish.patient().value()) + "-" + wish.startsAt());
        return log.append("created_at", Date.from(Instant.now())).toJson();
    }
}
