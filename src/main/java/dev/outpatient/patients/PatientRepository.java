package dev.outpatient.patients;

import static java.util.stream.Collectors.toMap;

import dev.outpatient.shared.Like;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.UtcTime;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The SQL of the patient table. */
@Repository
class PatientRepository {

    private static final String INSERT = """
            INSERT INTO patient (name, email, phone, address, city, state, date_of_birth, password,
                                 created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    /** Whom somebody may be, by what is known of a child. */
    record NameAndBirth(String name, LocalDate bornOn) {}

    static final String COLUMNS = "id, name, email, phone, address, city, state, date_of_birth, avatar_url, version";

    /** Stands where the name of a patient was whose record is erased. */
    private static final String FORMER = "Former patient";

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    PatientRepository(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    Optional<Patient> find(PatientId id) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM patient WHERE id = ?")
                .param(id.value())
                .query(PatientRepository::patient)
                .optional();
    }

    /** Until the transaction ends, nobody else does; false when there is no such patient. */
    boolean lock(PatientId id) {
        return jdbc.sql("SELECT id FROM patient WHERE id = ? FOR UPDATE")
                .param(id.value())
                .query(Long.class)
                .optional()
                .isPresent();
    }

    /** @param email in lower case */
    boolean hasEmail(String email) {
        return jdbc.sql("SELECT id FROM patient WHERE email = ?")
                .param(email)
                .query(Long.class)
                .optional()
                .isPresent();
    }

    /** @param email in lower case; another address is another person's, though databases compare without accents */
    Optional<Patient> findByEmail(String email) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM patient WHERE email = ?")
                .param(email)
                .query(PatientRepository::patient)
                .optional()
                .filter(patient -> email.equals(patient.details().normalized().email()));
    }

    Map<PatientId, Patient> byId(Collection<PatientId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("SELECT " + COLUMNS + " FROM patient WHERE id IN (:ids)")
                .param("ids", ids.stream().map(PatientId::value).distinct().toList())
                .query(PatientRepository::patient)
                .list()
                .stream()
                .collect(toMap(Patient::id, p -> p));
    }

    /** Those with a part of a name, in order of names. */
    List<Patient> search(String name, int limit) {
        Map<String, Object> params = new HashMap<>();
        String found = Like.eachWord("name", name, params);
        return jdbc.sql("SELECT " + COLUMNS + " FROM patient WHERE 1 = 1" + found + " ORDER BY name, id LIMIT :limit")
                .params(params)
                .param("limit", limit)
                .query(PatientRepository::patient)
                .list();
    }

    /** Those of a birthday with a name, however it is capitalised. */
    List<PatientId> listByNameAndBirth(String name, LocalDate dateOfBirth) {
        return jdbc.sql("SELECT id FROM patient WHERE date_of_birth = ? AND LOWER(name) = LOWER(?) ORDER BY id LIMIT 2")
                .params(dateOfBirth, name.strip())
                .query((row, n) -> new PatientId(row.getLong("id")))
                .list();
    }

    /**
     * Patients of a birthday with a name, however it is capitalised: a list for each that is asked, in their order.
     *
     * @param wanted at most as many as a page of a list has
     */
    List<List<Patient>> listNamed(List<NameAndBirth> wanted) {
        List<List<Patient>> found =
                wanted.stream().<List<Patient>>map(one -> new ArrayList<>()).toList();
        if (wanted.isEmpty()) {
            return found;
        }
        Map<String, Object> params = new HashMap<>();
        List<String> selects = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            params.put("born" + i, wanted.get(i).bornOn());
            params.put("name" + i, wanted.get(i).name().strip());
            // The database compares: it knows which letters are the same.
            selects.add("SELECT " + i + " AS wanted, " + COLUMNS + " FROM patient WHERE date_of_birth = :born" + i
                    + " AND LOWER(name) = LOWER(:name" + i + ")");
        }
        jdbc.sql(String.join(" UNION ALL ", selects) + " ORDER BY wanted, id")
                .params(params)
                .query(row -> {
                    found.get(row.getInt("wanted")).add(patient(row, 0));
                });
        return found;
    }

    PatientId insert(PatientDetails person, @Nullable String passwordHash, Instant now) {
        return insertAll(List.of(person), passwordHash, now).getFirst();
    }

    List<PatientId> insertAll(List<PatientDetails> people, @Nullable String passwordHash, Instant now) {
        if (people.isEmpty()) {
            return List.of();
        }
        GeneratedKeyHolder keys = new GeneratedKeyHolder();
        try {
            template.batchUpdate(
                    connection -> connection.prepareStatement(INSERT, new String[] {"id"}),
                    new BatchPreparedStatementSetter() {
                        @Override
                        public void setValues(PreparedStatement row, int i) throws SQLException {
                            PatientDetails person = people.get(i);
                            row.setString(1, person.name());
                            row.setString(2, person.email());
                            row.setString(3, person.phone());
                            row.setString(4, person.address());
                            row.setString(5, person.city());
                            row.setString(6, person.state());
                            row.setObject(7, person.dateOfBirth());
                            row.setString(8, passwordHash);
                            row.setObject(9, UtcTime.toColumn(now));
                            row.setObject(10, UtcTime.toColumn(now));
                        }

                        @Override
                        public int getBatchSize() {
                            return people.size();
                        }
                    },
                    keys);
        } catch (DuplicateKeyException e) {
            throw emailTaken();
        }
        return keys.getKeyList().stream()
                .map(key -> new PatientId(((Number) key.values().iterator().next()).longValue()))
                .toList();
    }

    /** Changes the patient if it still has the version, or whatever version it has when that is null. */
    boolean update(PatientId id, PatientDetails person, @Nullable Integer version, Instant now) {
        try {
            return jdbc.sql("""
                                    UPDATE patient SET name = :name, email = :email, phone = :phone, address = :address,
                                      city = :city, state = :state, date_of_birth = :born, updated_at = :now,
                                      version = version + 1
                                    WHERE id = :id AND version = COALESCE(:version, version)""")
                            .param("name", person.name())
                            .param("email", person.email())
                            .param("phone", person.phone())
                            .param("address", person.address())
                            .param("city", person.city())
                            .param("state", person.state())
                            .param("born", person.dateOfBirth())
                            .param("now", UtcTime.toColumn(now))
                            .param("id", id.value())
                            .param("version", version, java.sql.Types.INTEGER)
                            .update()
                    == 1;
        } catch (DuplicateKeyException e) {
            throw emailTaken();
        }
    }

    /** Whether the birthday was filled in by the patient, where none had been known, and no admin has seen it since. */
    boolean isBirthdayOwnWord(PatientId id) {
        return jdbc.sql("SELECT birthday_own_word FROM patient WHERE id = ?")
                .param(id.value())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    void noteBirthday(PatientId id, boolean ownWord) {
        jdbc.sql("UPDATE patient SET birthday_own_word = ? WHERE id = ?")
                .params(ownWord, id.value())
                .update();
    }

    /** Where the patient signs in and can be reached goes, with the password and the picture. */
    void forgetContact(PatientId id) {
        jdbc.sql("""
                        UPDATE patient SET email = NULL, password = NULL, phone = NULL, address = NULL, city = NULL, state = NULL,
                          avatar_url = NULL, version = version + 1
                        WHERE id = ?""").param(id.value()).update();
    }

    /** Who the patient is goes, too. */
    void forgetPerson(PatientId id) {
        jdbc.sql("UPDATE patient SET name = ?, date_of_birth = NULL, version = version + 1 WHERE id = ?")
                .params(FORMER, id.value())
                .update();
    }

    private static Problem emailTaken() {
        return Problem.Invalid.field("email", "There is an account with this address. Sign in instead.");
    }

    static Patient patient(ResultSet row, int n) throws SQLException {
        return new Patient(
                new PatientId(row.getLong("id")),
                new PatientDetails(
                        row.getString("name"),
                        row.getString("email"),
                        row.getString("phone"),
                        row.getString("address"),
                        row.getString("city"),
                        row.getString("state"),
                        row.getObject("date_of_birth", LocalDate.class)),
                row.getString("avatar_url"),
                row.getInt("version"));
    }
}
