package dev.outpatient.accounts;

import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Role;
import dev.outpatient.shared.UtcTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables authenticator_app, recovery_code and second_factor_rule. */
@Repository
class SecondFactorRepository {

    /**
     * An authenticator app as it is kept.
     *
     * @param secret perhaps sealed
     */
    record App(String secret, boolean confirmed) {}

    private final JdbcClient jdbc;

    SecondFactorRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In place of one that was never confirmed. */
    void addApp(Actor actor, String secret) {
        jdbc.sql("DELETE FROM authenticator_app WHERE role = ? AND person_id = ? AND confirmed_at IS NULL")
                .params(actor.role().word(), actor.id())
                .update();
        jdbc.sql("""
                        INSERT INTO authenticator_app (role, person_id, secret, last_step)
                        VALUES (?, ?, ?, 0)""").params(actor.role().word(), actor.id(), secret).update();
    }

    Optional<App> findApp(Actor actor) {
        return app(actor, "");
    }

    /** Codes of one person are looked at one after the other. */
    Optional<App> lockApp(Actor actor) {
        return app(actor, " FOR UPDATE");
    }

    private Optional<App> app(Actor actor, String lock) {
        return jdbc.sql("""
                        SELECT secret, confirmed_at FROM authenticator_app
                        WHERE role = ? AND person_id = ?""" + lock)
                .params(actor.role().word(), actor.id())
                .query((row, n) ->
                        new App(row.getString("secret"), row.getObject("confirmed_at", LocalDateTime.class) != null))
                .optional();
    }

    /** @return whether the code of this step was not used before, nor one after it */
    boolean useStep(Actor actor, long step) {
        return jdbc.sql("""
                                UPDATE authenticator_app SET last_step = ?
                                WHERE role = ? AND person_id = ? AND last_step < ?""").params(step, actor.role().word(), actor.id(), step).update() > 0;
    }

    void confirmApp(Actor actor, Instant now) {
        jdbc.sql("UPDATE authenticator_app SET confirmed_at = ? WHERE role = ? AND person_id = ?")
                .params(UtcTime.toColumn(now), actor.role().word(), actor.id())
                .update();
    }

    int removeApp(Actor actor) {
        return jdbc.sql("DELETE FROM authenticator_app WHERE role = ? AND person_id = ?")
                .params(actor.role().word(), actor.id())
                .update();
    }

    void replaceCodes(Actor actor, List<String> hashes) {
        jdbc.sql("DELETE FROM recovery_code WHERE role = ? AND person_id = ?")
                .params(actor.role().word(), actor.id())
                .update();
        hashes.forEach(hash -> jdbc.sql("INSERT INTO recovery_code (code_hash, role, person_id) VALUES (?, ?, ?)")
                .params(hash, actor.role().word(), actor.id())
                .update());
    }

    /** @return whether it was there */
    boolean useCode(Actor actor, String hash) {
        return jdbc.sql("DELETE FROM recovery_code WHERE code_hash = ? AND role = ? AND person_id = ?")
                        .params(hash, actor.role().word(), actor.id())
                        .update()
                > 0;
    }

    int codesLeft(Actor actor) {
        return jdbc.sql("SELECT COUNT(*) FROM recovery_code WHERE role = ? AND person_id = ?")
                .params(actor.role().word(), actor.id())
                .query(Integer.class)
                .single();
    }

    /** An app that was confirmed, or a passkey. */
    boolean hasAny(Actor actor) {
        return jdbc.sql("""
                        SELECT 1 FROM authenticator_app
                        WHERE role = :role AND person_id = :id AND confirmed_at IS NOT NULL
                        UNION ALL
                        SELECT 1 FROM passkey_owner o JOIN user_credentials c ON c.user_entity_user_id = o.handle
                        WHERE o.role = :role AND o.person_id = :id
                        LIMIT 1""")
                .param("role", actor.role().word())
                .param("id", actor.id())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    Set<Role> requiredOf() {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        jdbc.sql("SELECT role FROM second_factor_rule WHERE required = TRUE").query(String.class).list().stream()
                .map(word -> Role.valueOf(word.toUpperCase(Locale.ROOT)))
                .forEach(roles::add);
        return roles;
    }

    void require(Role role, boolean required) {
        jdbc.sql("DELETE FROM second_factor_rule WHERE role = ?")
                .param(role.word())
                .update();
        jdbc.sql("INSERT INTO second_factor_rule (role, required) VALUES (?, ?)")
                .params(role.word(), required)
                .update();
    }
}
