package dev.outpatient.accounts;

import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
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
        // Databases compare without accents, and a letter to é is another person's than one to e.
        return find("email", email)
                .filter(account ->
                        account.email() != null && email.equals(account.email().toLowerCase(Locale.ROOT)));
    }

    Optional<Credential> findById(long id) {
        return find("id", id);
    }

    /** All of them, in order of names. */
    List<Credential> list() {
        return jdbc.sql("SELECT id, name, email, password FROM " + role.word() + " ORDER BY name, id")
                .query(this::credential)
                .list();
    }

    /** Those with a part of a name; first those who have no password yet, then in order of names. */
    List<Credential> search(String name, int limit) {
        return jdbc.sql("SELECT id, name, email, password FROM " + role.word()
                        + " WHERE LOWER(name) LIKE LOWER(:name) ESCAPE '!'"
                        + " ORDER BY CASE WHEN password IS NULL THEN 0 ELSE 1 END, name, id LIMIT :limit")
                .param("name", "%" + name.strip().replaceAll("([!%_])", "!$1") + "%")
                .param("limit", limit)
                .query(this::credential)
                .list();
    }

    void setPassword(long id, String hash) {
        jdbc.sql("UPDATE " + role.word() + " SET password = ? WHERE id = ?")
                .params(hash, id)
                .update();
    }

    /** Sets the first password; false when there is one already, which stays. */
    boolean setFirstPassword(long id, String hash) {
        return jdbc.sql("UPDATE " + role.word() + " SET password = ? WHERE id = ? AND password IS NULL")
                        .params(hash, id)
                        .update()
                == 1;
    }

    /** Puts a hash of the same password in the place of an older one; nothing happens if that is gone. */
    void rehash(long id, String before, String after) {
        jdbc.sql("UPDATE " + role.word() + " SET password = ? WHERE id = ? AND password = ?")
                .params(after, id, before)
                .update();
    }

    /** @throws org.springframework.dao.DuplicateKeyException when another account of the table has the e-mail */
    void setEmail(long id, String email) {
        // An admin has no version. Whoever edits the record of another at this moment is told that it changed.
        String version = role == Role.ADMIN ? "" : ", version = version + 1";
        jdbc.sql("UPDATE " + role.word() + " SET email = ?" + version + " WHERE id = ?")
                .params(email, id)
                .update();
    }

    private Optional<Credential> find(String column, Object value) {
        return jdbc.sql("SELECT id, name, email, password FROM " + role.word() + " WHERE " + column + " = ?")
                .param(value)
                .query(this::credential)
                .optional();
    }

    private Credential credential(ResultSet row, int n) throws SQLException {
        return new Credential(
                new Actor(role, row.getLong("id")),
                row.getString("name"),
                row.getString("email"),
                row.getString("password"));
    }
}
