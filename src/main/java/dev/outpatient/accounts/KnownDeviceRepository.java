package dev.outpatient.accounts;

import dev.outpatient.shared.Actor;
import dev.outpatient.shared.UtcTime;
import java.time.Instant;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of the known_device table. */
@Repository
class KnownDeviceRepository {

    private final JdbcClient jdbc;

    KnownDeviceRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return false when the person never signed in there */
    boolean seen(Actor actor, String hash, Instant now) {
        return jdbc.sql("UPDATE known_device SET seen_at = ? WHERE role = ? AND person_id = ? AND device_hash = ?")
                        .params(UtcTime.toColumn(now), actor.role().word(), actor.id(), hash)
                        .update()
                > 0;
    }

    /** @return false when another sign-in of the same browser came first */
    boolean add(Actor actor, String hash, Instant now) {
        try {
            jdbc.sql("INSERT INTO known_device (role, person_id, device_hash, seen_at) VALUES (?, ?, ?, ?)")
                    .params(actor.role().word(), actor.id(), hash, UtcTime.toColumn(now))
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    void deleteAll(Actor actor) {
        jdbc.sql("DELETE FROM known_device WHERE role = ? AND person_id = ?")
                .params(actor.role().word(), actor.id())
                .update();
    }

    boolean hasAny(Actor actor) {
        return jdbc.sql("SELECT device_hash FROM known_device WHERE role = ? AND person_id = ? LIMIT 1")
                .params(actor.role().word(), actor.id())
                .query(String.class)
                .optional()
                .isPresent();
    }
}
