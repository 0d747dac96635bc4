package dev.outpatient.accounts;

import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Like;
import dev.outpatient.shared.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
        return jdbc.sql(select() + "ORDER BY t.name, t.id")
                .query(this::credential)
                .list();
    }

    /** Those with a part of a name; first those who have no password yet, then in order of names. */
    List<Credential> search(String name, int limit) {
        Map<String, Object> params = new HashMap<>();
        String found = Like.eachWord("t.name", name, params);
        return jdbc.sql(select() + "WHERE 1 = 1" + found
                        + " ORDER BY CASE WHEN t.password IS NULL THEN 0 ELSE 1 END, t.name, t.id LIMIT :limit")
                .params(params)
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

    /** Where the photo of an account is; not to be asked of admins, who have none. */
    Optional<String> findAvatarUrl(long id) {
        return jdbc.sql("SELECT avatar_url FROM " + role.word() + " WHERE id = ? AND avatar_url IS NOT NULL")
                .param(id)
                .query(String.class)
                .optional();
    }

    /** Locks the account until the transaction ends; false when there is none. */
    boolean setAvatarUrl(long id, @Nullable String url) {
        return jdbc.sql("UPDATE " + role.word() + " SET avatar_url = ?, version = version + 1 WHERE id = ?")
                        .param(1, url, Types.VARCHAR)
                        .param(2, id)
                        .update()
                == 1;
    }

    /** Whether the photos of these accounts are for everybody, so that caches may keep them. */
    protected boolean showsPhotosToAll() {
        return false;
    }

    /** Whether somebody may see the photo of an account that exists; the trail is told where it belongs to a record. */
    protected boolean showsPhoto(Actor viewer, long id) {
        return false;
    }

    private Optional<Credential> find(String column, Object value) {
        return jdbc.sql(select() + "WHERE t." + column + " = ?")
                .param(value)
                .query(this::credential)
                .optional();
    }

    private String select() {
        return "SELECT t.id, t.name, t.email, t.password, s.disabled_at FROM " + role.word()
                + " t LEFT JOIN account_state s ON s.role = '" + role.word() + "' AND s.person_id = t.id ";
    }

    private Credential credential(ResultSet row, int n) throws SQLException {
        return new Credential(
                new Actor(role, row.getLong("id")),
                row.getString("name"),
                row.getString("email"),
                row.getString("password"),
                row.getObject("disabled_at") == null);
    }
}
