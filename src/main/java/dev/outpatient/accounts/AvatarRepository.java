package dev.outpatient.accounts;

import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Role;
import dev.outpatient.shared.UtcTime;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of the avatar table. Whoever writes a row holds the lock of its owner's. */
@Repository
class AvatarRepository {

    /** A photo as it is kept. */
    record Kept(Actor owner, byte[] image, String hash) {}

    private final JdbcClient jdbc;

    AvatarRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Kept> find(String name) {
        return jdbc.sql("SELECT owner_kind, owner_id, image, content_hash FROM avatar WHERE name = ?")
                .param(name)
                .query((row, n) -> new Kept(
                        new Actor(
                                Role.valueOf(row.getString("owner_kind").toUpperCase(Locale.ROOT)),
                                row.getLong("owner_id")),
                        row.getBytes("image"),
                        row.getString("content_hash")))
                .optional();
    }

    void insert(Actor owner, String name, byte[] image, String hash, Instant now) {
        jdbc.sql("""
                        INSERT INTO avatar (owner_kind, owner_id, name, image, content_hash, updated_at)
                        VALUES (?, ?, ?, ?, ?, ?)""")
                .params(owner.role().word(), owner.id(), name, image, hash, UtcTime.toColumn(now))
                .update();
    }

    void delete(Actor owner) {
        jdbc.sql("DELETE FROM avatar WHERE owner_kind = ? AND owner_id = ?")
                .params(owner.role().word(), owner.id())
                .update();
    }
}
