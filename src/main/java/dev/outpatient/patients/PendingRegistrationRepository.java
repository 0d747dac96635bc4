package dev.outpatient.patients;

import dev.outpatient.shared.UtcTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The SQL of the pending_registration table. */
@Repository
class PendingRegistrationRepository {

    /** Somebody who wants to become a patient. */
    record Pending(long id, PatientDetails details, String passwordHash, String continueAt) {}

    private final JdbcClient jdbc;

    PendingRegistrationRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long insert(PatientDetails person, String passwordHash, String continueAt, Instant now) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("""
                        INSERT INTO pending_registration (name, email, password, phone, address, state, city,
                                                          date_of_birth, continue_at, created_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        person.name(),
                        person.email(),
                        passwordHash,
                        person.phone(),
                        person.address(),
                        person.state(),
                        person.city(),
                        person.dateOfBirth(),
                        continueAt,
                        UtcTime.toColumn(now)))
                .update(key, "id");
        return Objects.requireNonNull(key.getKey()).longValue();
    }

    Optional<Pending> find(long id) {
        return jdbc.sql("""
                        SELECT id, name, email, password, phone, address, state, city, date_of_birth, continue_at
                        FROM pending_registration WHERE id = ?""")
                .param(id)
                .query((row, n) -> new Pending(
                        row.getLong("id"),
                        new PatientDetails(
                                row.getString("name"),
                                row.getString("email"),
                                row.getString("phone"),
                                row.getString("address"),
                                row.getString("city"),
                                row.getString("state"),
                                row.getObject("date_of_birth", LocalDate.class)),
                        row.getString("password"),
                        row.getString("continue_at")))
                .optional();
    }

    /** All that were begun with the address: one of them is confirmed, or it has an account. */
    void deleteByEmail(String email) {
        jdbc.sql("DELETE FROM pending_registration WHERE email = ?")
                .param(email)
                .update();
    }

    void deleteOlder(Instant before) {
        jdbc.sql("DELETE FROM pending_registration WHERE created_at < ?")
                .param(UtcTime.toColumn(before))
                .update();
    }
}
