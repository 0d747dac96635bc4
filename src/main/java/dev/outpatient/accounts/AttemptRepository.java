package dev.outpatient.accounts;

import dev.outpatient.shared.UtcTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of what was tried how often, and of the places that are known. */
@Repository
class AttemptRepository {

    /**
     * A count, or a fresh one in the place of what expired.
     *
     * @param freeAt when it may be tried again
     */
    record Count(String id, int attempts, Instant freeAt, Instant expiresAt) {}

    private final JdbcClient jdbc;

    AttemptRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The counts by their ids, locked until the transaction ends. */
    Map<String, Count> lock(SortedSet<String> ids, Instant now) {
        Map<String, Count> counts = new TreeMap<>();
        // One after the other and always in the same order, so that two attempts wait for each other without a
        // deadlock.
        for (String id : ids) {
            jdbc.sql("""
                            INSERT INTO attempt_limit (id, attempts, free_at, expires_at) VALUES (?, 0, ?, ?)
                            ON DUPLICATE KEY UPDATE attempts = attempts""")
                    .params(id, UtcTime.toColumn(now), UtcTime.toColumn(now))
                    .update();
        }
        jdbc.sql("SELECT id, attempts, free_at, expires_at FROM attempt_limit WHERE id IN (" + marks(ids) + ")")
                .params(List.copyOf(ids))
                .query(row -> {
                    Instant expiresAt = UtcTime.toInstant(row.getObject(4, LocalDateTime.class));
                    boolean over = !now.isBefore(expiresAt);
                    counts.put(
                            row.getString(1),
                            new Count(
                                    row.getString(1),
                                    over ? 0 : row.getInt(2),
                                    over ? now : UtcTime.toInstant(row.getObject(3, LocalDateTime.class)),
                                    expiresAt));
                });
        return counts;
    }

    void save(Count count) {
        jdbc.sql("UPDATE attempt_limit SET attempts = ?, free_at = ?, expires_at = ? WHERE id = ?")
                .params(
                        count.attempts(),
                        UtcTime.toColumn(count.freeAt()),
                        UtcTime.toColumn(count.expiresAt()),
                        count.id())
                .update();
    }

    void delete(String id) {
        jdbc.sql("DELETE FROM attempt_limit WHERE id = ?").param(id).update();
    }

    /** Takes back an attempt that was none. */
    void forget(Collection<String> ids) {
        jdbc.sql("UPDATE attempt_limit SET attempts = attempts - 1 WHERE attempts > 0 AND id IN (" + marks(ids) + ")")
                .params(List.copyOf(ids))
                .update();
    }

    boolean isKnown(String account, Collection<String> places, Instant now) {
        return jdbc.sql("SELECT COUNT(*) FROM known_place WHERE account_hash = ? AND expires_at > ? AND place_hash IN ("
                                + marks(places) + ")")
                        .param(account)
                        .param(UtcTime.toColumn(now))
                        .params(List.copyOf(places))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    void know(String account, String place, Instant expiresAt) {
        jdbc.sql("""
                        INSERT INTO known_place (account_hash, place_hash, expires_at) VALUES (?, ?, ?)
                        ON DUPLICATE KEY UPDATE expires_at = VALUES(expires_at)""").params(account, place, UtcTime.toColumn(expiresAt)).update();
    }

    void deleteExpired(Instant now) {
        jdbc.sql("DELETE FROM attempt_limit WHERE expires_at < ?")
                .param(UtcTime.toColumn(now))
                .update();
        jdbc.sql("DELETE FROM known_place WHERE expires_at < ?")
                .param(UtcTime.toColumn(now))
                .update();
    }

    private static String marks(Collection<String> ids) {
        return String.join(", ", Collections.nCopies(ids.size(), "?"));
    }
}
