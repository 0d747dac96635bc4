package dev.outpatient.accounts;

import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Role;
import dev.outpatient.shared.UtcTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The refresh_family table. */
@Repository
class RefreshFamilyRepository {

    /**
     * What came of one sign-in.
     *
     * @param tokenHash of the refresh token that is good now
     * @param lastHash of the one before it, or null when there was none
     */
    record Family(Actor actor, String tokenHash, @Nullable String lastHash, Instant rotatedAt, Instant expiresAt) {}

    private final JdbcClient jdbc;

    RefreshFamilyRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(String family, Actor actor, String tokenHash, Instant now, Instant expiresAt) {
        jdbc.sql("""
                        INSERT INTO refresh_family (family, role, person_id, token_hash, rotated_at, expires_at)
                        VALUES (?, ?, ?, ?, ?, ?)""")
                .params(
                        family,
                        actor.role().word(),
                        actor.id(),
                        tokenHash,
                        UtcTime.toColumn(now),
                        UtcTime.toColumn(expiresAt))
                .update();
    }

    /** Keeps every other request with a token of this family waiting until the transaction ends. */
    Optional<Family> lock(String family) {
        return jdbc.sql("""
                        SELECT role, person_id, token_hash, last_hash, rotated_at, expires_at FROM refresh_family
                        WHERE family = ? FOR UPDATE""")
                .param(family)
                .query((row, n) -> new Family(
                        new Actor(
                                Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)), row.getLong("person_id")),
                        row.getString("token_hash"),
                        row.getString("last_hash"),
                        UtcTime.toInstant(row.getObject("rotated_at", LocalDateTime.class)),
                        UtcTime.toInstant(row.getObject("expires_at", LocalDateTime.class))))
                .optional();
    }

    void replace(String family, String tokenHash, @Nullable String lastHash, Instant rotatedAt) {
        jdbc.sql("UPDATE refresh_family SET token_hash = ?, last_hash = ?, rotated_at = ? WHERE family = ?")
                .param(tokenHash)
                .param(lastHash)
                .param(UtcTime.toColumn(rotatedAt))
                .param(family)
                .update();
    }

    void end(String family) {
        jdbc.sql("DELETE FROM refresh_family WHERE family = ?").param(family).update();
    }

    void endAll(Actor actor) {
        jdbc.sql("DELETE FROM refresh_family WHERE role = ? AND person_id = ?")
                .params(actor.role().word(), actor.id())
                .update();
    }

    void removeExpired(Actor actor, Instant now) {
        jdbc.sql("DELETE FROM refresh_family WHERE role = ? AND person_id = ? AND expires_at <= ?")
                .params(actor.role().word(), actor.id(), UtcTime.toColumn(now))
                .update();
    }
}
