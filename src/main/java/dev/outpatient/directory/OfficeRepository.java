package dev.outpatient.directory;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.UtcTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
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

/** The SQL of the office and office_doctor_association tables. */
@Repository
class OfficeRepository {

    static final String COLUMNS = "o.id, o.name, o.address, o.city, o.state, o.phone, o.time_zone, o.version";

    private final JdbcClient jdbc;

    OfficeRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Office> find(OfficeId id) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM office o WHERE o.id = ?")
                .param(id.value())
                .query(OfficeRepository::office)
                .optional();
    }

    Optional<ZoneId> findFirstZone() {
        return jdbc.sql("SELECT time_zone FROM office ORDER BY id LIMIT 1")
                .query(String.class)
                .optional()
                .map(ZoneId::of);
    }

    Map<OfficeId, Office> byId(Collection<OfficeId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("SELECT " + COLUMNS + " FROM office o WHERE o.id IN (:ids)")
                .param("ids", ids.stream().map(OfficeId::value).distinct().toList())
                .query(OfficeRepository::office)
                .list()
                .stream()
                .collect(toMap(Office::id, o -> o));
    }

    List<Office> search(@Nullable String city, @Nullable String state, @Nullable NameCursor after, int limit) {
        return search(null, city, state, after, limit);
    }

    /** @param words each is found in the name or the place of the office; null or blank does not narrow */
    List<Office> search(
            @Nullable String words,
            @Nullable String city,
            @Nullable String state,
            @Nullable NameCursor after,
            int limit) {
        StringBuilder sql = new StringBuilder("SELECT " + COLUMNS);
        Map<String, Object> params = new HashMap<>();
        appendPlace(sql, params, city, state);
        SearchedWords.append(sql, params, words, """
                 AND (LOWER(CONCAT(' ', o.name)) LIKE LOWER(:%1$s) ESCAPE '!' OR LOWER(CONCAT(' ', o.city)) LIKE LOWER(:%1$s) ESCAPE '!'
                  OR LOWER(CONCAT(' ', o.state)) LIKE LOWER(:%1$s) ESCAPE '!')
                """);
        if (after != null) {
            sql.append(" AND (o.name > :name OR (o.name = :name AND o.id > :id))");
            params.put("name", after.name());
            params.put("id", after.id());
        }
        sql.append(" ORDER BY o.name, o.id LIMIT :limit");
        params.put("limit", limit);
        return jdbc.sql(sql.toString())
                .params(params)
                .query(OfficeRepository::office)
                .list();
    }

    List<OfficeId> searchIds(@Nullable String city, @Nullable String state) {
        StringBuilder sql = new StringBuilder("SELECT o.id");
        Map<String, Object> params = new HashMap<>();
        appendPlace(sql, params, city, state);
        return jdbc.sql(sql.toString())
                .params(params)
                .query((row, n) -> new OfficeId(row.getLong(1)))
                .list();
    }

    private static void appendPlace(
            StringBuilder sql, Map<String, Object> params, @Nullable String city, @Nullable String state) {
        sql.append(" FROM office o WHERE 1 = 1");
        if (city != null) {
            sql.append(" AND LOWER(o.city) = LOWER(:city)");
            params.put("city", city);
        }
        if (state != null) {
            sql.append(" AND LOWER(o.state) = LOWER(:state)");
            params.put("state", state);
        }
    }

    Map<DoctorId, List<Office>> ofDoctors(Collection<DoctorId> doctorIds) {
        Map<DoctorId, List<Office>> offices = new HashMap<>();
        if (doctorIds.isEmpty()) {
            return offices;
        }
        jdbc.sql("SELECT a.doctor_id, " + COLUMNS + """
                         FROM office_doctor_association a JOIN office o ON o.id = a.office_id
                        WHERE a.doctor_id IN (:ids) ORDER BY o.name, o.id""")
                .param("ids", doctorIds.stream().map(DoctorId::value).distinct().toList())
                .query(row -> {
                    offices.computeIfAbsent(new DoctorId(row.getLong("doctor_id")), d -> new ArrayList<>())
                            .add(office(row, 0));
                });
        return offices;
    }

    boolean worksAt(DoctorId doctor, OfficeId office) {
        return jdbc.sql("SELECT COUNT(*) FROM office_doctor_association WHERE doctor_id = ? AND office_id = ?")
                        .params(doctor.value(), office.value())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    OfficeId insert(OfficeDetails office, Instant now) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("""
                        INSERT INTO office (name, address, city, state, phone, time_zone, created_at, updated_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        office.name(),
                        office.address(),
                        office.city(),
                        office.state(),
                        office.phone(),
                        office.timeZone().getId(),
                        UtcTime.toColumn(now),
                        UtcTime.toColumn(now)))
                .update(key, "id");
        return new OfficeId(requireNonNull(key.getKey()).longValue());
    }

    /** Changes the office if it still has the version, or whatever version it has when that is null. */
    boolean update(OfficeId id, OfficeDetails office, @Nullable Integer version, Instant now) {
        return jdbc.sql("""
                                UPDATE office SET name = :name, address = :address, city = :city, state = :state,
                                  phone = :phone, updated_at = :now, version = version + 1
                                WHERE id = :id AND version = COALESCE(:version, version)""")
                        .param("name", office.name())
                        .param("address", office.address())
                        .param("city", office.city())
                        .param("state", office.state())
                        .param("phone", office.phone())
                        .param("now", UtcTime.toColumn(now))
                        .param("id", id.value())
                        .param("version", version, java.sql.Types.INTEGER)
                        .update()
                == 1;
    }

    void assign(DoctorId doctor, OfficeId office, Instant now) {
        jdbc.sql("""
                        INSERT INTO office_doctor_association (doctor_id, office_id, created_at, updated_at)
                        VALUES (?, ?, ?, ?)""")
                .params(doctor.value(), office.value(), UtcTime.toColumn(now), UtcTime.toColumn(now))
                .update();
    }

    void unassign(DoctorId doctor, OfficeId office) {
        jdbc.sql("DELETE FROM office_doctor_association WHERE doctor_id = ? AND office_id = ?")
                .params(doctor.value(), office.value())
                .update();
    }

    static Office office(ResultSet row, int n) throws SQLException {
        return new Office(
                new OfficeId(row.getLong("id")),
                new OfficeDetails(
                        row.getString("name"),
                        row.getString("address"),
                        row.getString("city"),
                        row.getString("state"),
                        row.getString("phone"),
                        ZoneId.of(row.getString("time_zone"))),
                row.getInt("version"));
    }
}
