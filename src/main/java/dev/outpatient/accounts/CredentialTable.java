package dev.outpatient.accounts;

import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Role;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A table that holds accounts, by the columns that patient, doctor and admin share: id, name, email, password. Each
 * module that owns one declares it, and sign-in asks them all.
 */
public abstract class CredentialTable {

    private final JdbcClient jdbc;
    private final Role role;

    protected CredentialTable(JdbcClient jdbc, Role role) {
        this.jdbc = jdbc;
        this.role = role;
    }

    final Role role() {
        return role;
    }

    /** @param email in lower case */
    Optional<Credential> findByEmail(String email) {
        return find("email", email);
    }

    Optional<Credential> findById(long id) {
        return find("id", id);
    }

    private Optional<Credential> find(String column, Object value) {
        return jdbc.sql("SELECT id, name, email, password FROM " + role.word() + " WHERE " + column + " = ?")
                .param(value)
                .query((row, n) -> new Credential(
                        new Actor(role, row.getLong("id")),
                        row.getString("name"),
                        row.getString("email"),
                        row.getString("password")))
                .optional();
    }
}
