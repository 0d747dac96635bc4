package dev.outpatient.directory;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.UtcTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The SQL of the doctor table. */
@Repository
class DoctorRepository {

    private final JdbcClient jdbc;

    DoctorRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Doctor> find(DoctorId id) {
        return jdbc.sql("SELECT id, name, avatar_url, specialty, version FROM doctor WHERE id = ?")
                .param(id.value())
                .query(DoctorRepository::doctor)
                .optional();
    }

    Map<DoctorId, Doctor> byId(Collection<DoctorId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("SELECT id, name, avatar_url, specialty, version FROM doctor WHERE id IN (:ids)")
                .param("ids", ids.stream().map(DoctorId::value).toList())
                .query(DoctorRepository::doctor)
                .list()
                .stream()
                .collect(toMap(Doctor::id, d -> d));
    }

    List<Doctor> search(DoctorFilter filter, @Nullable NameCursor after, int limit) {
        if (filter.only() != null && filter.only().isEmpty()) {
            return List.of();
        }
        StringBuilder sql = new StringBuilder("SELECT d.id, d.name, d.avatar_url, d.specialty, d.version");
        Map<String, Object> params = new HashMap<>();
        appendFilter(sql, params, filter);
        if (after != null) {
            sql.append(" AND (d.name > :name OR (d.name = :name AND d.id > :id))");
            params.put("name", after.name());
            params.put("id", after.id());
        }
        sql.append(" ORDER BY d.name, d.id LIMIT :limit");
        params.put("limit", limit);
        return jdbc.sql(sql.toString())
                .params(params)
                .query(DoctorRepository::doctor)
                .list();
    }

    List<DoctorId> searchIds(DoctorFilter filter) {
        if (filter.only() != null && filter.only().isEmpty()) {
            return List.of();
        }
        StringBuilder sql = new StringBuilder("SELECT d.id");
        Map<String, Object> params = new HashMap<>();
        appendFilter(sql, params, filter);
        return jdbc.sql(sql.toString())
                .params(params)
                .query((row, n) -> new DoctorId(row.getLong(1)))
                .list();
    }

    /** Appends FROM and WHERE. */
    static void appendFilter(StringBuilder sql, Map<String, Object> params, DoctorFilter filter) {
        sql.append(" FROM doctor d WHERE 1 = 1");
        if (filter.specialty() != null) {
            sql.append(" AND LOWER(d.specialty) = LOWER(:specialty)");
            params.put("specialty", filter.specialty());
        }
        if (filter.only() != null) {
            sql.append(" AND d.id IN (:only)");
            params.put("only", filter.only().stream().map(DoctorId::value).toList());
        }
        appendOffice(sql, params, filter);
        appendWords(sql, params, filter.words());
    }

    private static void appendOffice(StringBuilder sql, Map<String, Object> params, DoctorFilter filter) {
        if (filter.officeId() == null && filter.city() == null && filter.state() == null) {
            return;
        }
        sql.append(" AND EXISTS (SELECT 1 FROM office_doctor_association a"
                + " JOIN office o ON o.id = a.office_id WHERE a.doctor_id = d.id");
        if (filter.officeId() != null) {
            sql.append(" AND o.id = :office");
            params.put("office", filter.officeId().value());
        }
        if (filter.city() != null) {
            sql.append(" AND LOWER(o.city) = LOWER(:city)");
            params.put("city", filter.city());
        }
        if (filter.state() != null) {
            sql.append(" AND LOWER(o.state) = LOWER(:state)");
            params.put("state", filter.state());
        }
        sql.append(")");
    }

    private static void appendWords(StringBuilder sql, Map<String, Object> params, @Nullable String words) {
        SearchedWords.append(sql, params, words, """
                 AND (LOWER(CONCAT(' ', d.name)) LIKE LOWER(:%1$s) ESCAPE '!' OR LOWER(CONCAT(' ', d.specialty)) LIKE LOWER(:%1$s) ESCAPE '!'%2$s
                  OR EXISTS (SELECT 1 FROM office_doctor_association a JOIN office o ON o.id = a.office_id
                             WHERE a.doctor_id = d.id
                               AND (LOWER(CONCAT(' ', o.name)) LIKE LOWER(:%1$s) ESCAPE '!' OR LOWER(CONCAT(' ', o.city)) LIKE LOWER(:%1$s) ESCAPE '!')))
                """);
    }

    List<String> listSpecialties() {
        return jdbc.sql("SELECT DISTINCT specialty FROM doctor ORDER BY specialty")
                .query(String.class)
                .list();
    }

    DoctorId insert(DoctorDetails doctor, @Nullable String passwordHash, Instant now) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        uniqueEmail(() -> jdbc.sql("""
                        INSERT INTO doctor (name, avatar_url, email, password, phone, specialty, license_number,
                                            created_at, updated_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        doctor.name(),
                        doctor.avatarUrl(),
                        doctor.email(),
                        passwordHash,
                        doctor.phone(),
                        doctor.specialty(),
                        doctor.licenseNumber(),
                        UtcTime.toColumn(now),
                        UtcTime.toColumn(now)))
                .update(key, "id"));
        return new DoctorId(requireNonNull(key.getKey()).longValue());
    }

    /** Changes the doctor if it still has the version, or whatever version it has when that is null. */
    boolean update(DoctorId id, DoctorDetails doctor, @Nullable Integer version, Instant now) {
        int[] changed = new int[1];
        uniqueEmail(() -> changed[0] = jdbc.sql("""
                        UPDATE doctor SET name = ?, avatar_url = ?, email = ?, phone = ?, specialty = ?,
                          license_number = ?, updated_at = ?, version = version + 1
                        WHERE id = ? AND version = COALESCE(?, version)""")
                .params(Arrays.asList(
                        doctor.name(),
                        doctor.avatarUrl(),
                        doctor.email(),
                        doctor.phone(),
                        doctor.specialty(),
                        doctor.licenseNumber(),
                        UtcTime.toColumn(now),
                        id.value(),
                        version))
                .update());
        return changed[0] == 1;
    }

    void updatePhone(DoctorId id, @Nullable String phone, Instant now) {
        jdbc.sql("UPDATE doctor SET phone = ?, updated_at = ?, version = version + 1 WHERE id = ?")
                .params(Arrays.asList(phone, UtcTime.toColumn(now), id.value()))
                .update();
    }

    Optional<DoctorDetails> findDetails(DoctorId id) {
        return jdbc.sql("SELECT name, avatar_url, email, phone, specialty, license_number FROM doctor WHERE id = ?")
                .param(id.value())
                .query(DoctorDetails.class)
                .optional();
    }

    private static void uniqueEmail(Runnable write) {
        try {
            write.run();
        } catch (DuplicateKeyException e) {
            throw Problem.Invalid.field("email", "Another doctor has this address.");
        }
    }

    static Doctor doctor(ResultSet row, int n) throws SQLException {
        return new Doctor(
                new DoctorId(row.getLong("id")),
                row.getString("name"),
                row.getString("avatar_url"),
                row.getString("specialty"),
                row.getInt("version"));
    }
}
