package dev.outpatient.scheduling;

import dev.outpatient.scheduling.BusyDays.Key;
import dev.outpatient.scheduling.BusyDays.Owner;
import dev.outpatient.scheduling.CalendarCheck.Booked;
import dev.outpatient.scheduling.CalendarCheck.Scope;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.TimeRange;
import dev.outpatient.shared.UtcTime;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.stereotype.Repository;

/** The SQL with which the calendar check reads both sides, a UTC day at a time and row by row. */
@Repository
class CalendarCheckRepository {

    private static final String BOOKED =
            "SELECT id, doctor_id, patient_id, starts_at, ends_at FROM appointment WHERE status <> 'cancelled'";

    /** An import takes visits of a month; none is longer. */
    private static final Duration LONGEST = Duration.ofDays(32);

    private final JdbcClient jdbc;
    private final DataSource dataSource;

    CalendarCheckRepository(JdbcClient jdbc, DataSource dataSource) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
    }

    /** The first day from this one on with a calendar row or the start of an appointment, anybody's. */
    Optional<LocalDate> nextDay(LocalDate from) {
        Stream<LocalDate> rows = Arrays.stream(Owner.Kind.values())
                .flatMap(kind -> jdbc
                        .sql(
                                "SELECT day FROM calendar_day WHERE owner_kind = ? AND day >= ? ORDER BY owner_kind, day LIMIT 1")
                        .params(kind.code, from)
                        .query((row, n) -> row.getObject(1, LocalDate.class))
                        .optional()
                        .stream());
        Stream<LocalDate> starts = jdbc
                .sql("SELECT starts_at FROM appointment WHERE starts_at >= ? ORDER BY starts_at LIMIT 1")
                .param(from.atStartOfDay())
                .query((row, n) -> row.getObject(1, LocalDateTime.class).toLocalDate())
                .optional()
                .stream();
        return Stream.concat(rows, starts).min(LocalDate::compareTo);
    }

    /** The appointments that start on a day, but those cancelled. */
    void starting(LocalDate day, Scope scope, Consumer<Booked> each) {
        booked(
                " AND starts_at >= ? AND starts_at < ?",
                List.of(day.atStartOfDay(), day.plusDays(1).atStartOfDay()),
                scope,
                each);
    }

    /** Those that started before a day and reach into it, but those cancelled. */
    void reachingInto(LocalDate day, Scope scope, Consumer<Booked> each) {
        LocalDateTime midnight = day.atStartOfDay();
        booked(
                " AND starts_at >= ? AND starts_at < ? AND ends_at > ?",
                List.of(midnight.minus(LONGEST), midnight, midnight),
                scope,
                each);
    }

    private void booked(String when, List<Object> bounds, Scope scope, Consumer<Booked> each) {
        List<Object> params = new ArrayList<>(bounds);
        String whose = "";
        if (!scope.isEverybody()) {
            whose = " AND (doctor_id BETWEEN ? AND ? OR patient_id BETWEEN ? AND ?)";
            for (Owner.Kind kind : List.of(Owner.Kind.DOCTOR, Owner.Kind.PATIENT)) {
                params.add(scope.lowest(kind));
                params.add(scope.highest(kind));
            }
        }
        stream(BOOKED + when + whose, params, row -> each.accept(booked(row)));
    }

    /** The calendar rows of a day. */
    void stored(LocalDate day, Scope scope, BiConsumer<Owner, byte[]> each) {
        for (Owner.Kind kind : Owner.Kind.values()) {
            stream(
                    "SELECT owner_id, busy FROM calendar_day WHERE owner_kind = ? AND day = ? AND owner_id BETWEEN ? AND ?",
                    List.of(kind.code, day, scope.lowest(kind), scope.highest(kind)),
                    row -> each.accept(new Owner(kind, row.getLong(1)), row.getBytes(2)));
        }
    }

    /** All that one owner has on a day, in order: with the row of the day locked, nobody changes it meanwhile. */
    List<Booked> booked(Key key) {
        LocalDateTime midnight = key.day().atStartOfDay();
        String owner = key.owner().kind() == Owner.Kind.DOCTOR ? "doctor_id" : "patient_id";
        return jdbc.sql(BOOKED + " AND " + owner
                        + " = ? AND starts_at >= ? AND starts_at < ? AND ends_at > ? ORDER BY starts_at, id")
                .params(key.owner().id(), midnight.minus(LONGEST), midnight.plusDays(1), midnight)
                .query((row, n) -> booked(row))
                .list();
    }

    private void stream(String sql, List<Object> params, RowCallbackHandler each) {
        JdbcTemplate rows = new JdbcTemplate(dataSource);
        rows.setFetchSize(rowsAtOnce());
        rows.query(sql, each, params.toArray());
    }

    /** Connector/J keeps a whole answer in memory, unless told so in its own way. */
    private int rowsAtOnce() {
        try {
            String driver = JdbcUtils.extractDatabaseMetaData(dataSource, DatabaseMetaData::getDriverName);
            return driver.toLowerCase(Locale.ROOT).contains("mysql") ? Integer.MIN_VALUE : 1000;
        } catch (MetaDataAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Booked booked(ResultSet row) throws SQLException {
        return new Booked(
                row.getLong(1),
                Owner.of(new DoctorId(row.getLong(2))),
                Owner.of(new PatientId(row.getLong(3))),
                new TimeRange(
                        UtcTime.toInstant(row.getObject(4, LocalDateTime.class)),
                        UtcTime.toInstant(row.getObject(5, LocalDateTime.class))));
    }
}
