package dev.outpatient.audit;

import dev.outpatient.shared.UtcTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of the log_outbox and log_set_aside tables. */
@Repository
class OutboxRepository {

    /** A record that has no number yet. */
    record Waiting(long id, String body) {}

    /** A record with its number. */
    record Numbered(long seq, String body) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    OutboxRepository(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    void append(String body) {
        jdbc.sql("INSERT INTO log_outbox (body) VALUES (?)").param(body).update();
    }

    /** In one statement. */
    void appendAll(List<String> bodies) {
        if (!bodies.isEmpty()) {
            jdbc.sql("INSERT INTO log_outbox (body) VALUES "
                            + String.join(", ", Collections.nCopies(bodies.size(), "(?)")))
                    .params(bodies)
                    .update();
        }
    }

    /**
     * The oldest first. Without a lock: only who holds the head gives numbers, and those who write go on. The index that
     * finds those without a number has them by their ids; a sort before the limit would read the whole backlog for each
     * batch.
     */
    List<Waiting> listUnnumbered(int limit) {
        return jdbc.sql("""
                        SELECT id, body FROM (SELECT id, body FROM log_outbox WHERE seq IS NULL LIMIT :limit) oldest
                        ORDER BY id""").param("limit", limit).query(Waiting.class).list();
    }

    /** Gives the records consecutive numbers, in their order. */
    void number(List<Waiting> records, long first) {
        List<Object[]> rows = new ArrayList<>();
        for (Waiting record : records) {
            rows.add(new Object[] {first + rows.size(), record.id()});
        }
        batches.batchUpdate("UPDATE log_outbox SET seq = ? WHERE id = ?", rows);
    }

    List<Numbered> listNumbered(int limit) {
        return jdbc.sql("SELECT seq, body FROM log_outbox WHERE seq > 0 ORDER BY seq LIMIT :limit")
                .param("limit", limit)
                .query(Numbered.class)
                .list();
    }

    /** Records with a number that are in no document yet, whether on their way or set aside. */
    List<Numbered> listOutside(long from, long to) {
        return jdbc.sql("""
                        SELECT seq, body FROM log_outbox WHERE seq BETWEEN :from AND :to
                        UNION ALL
                        SELECT seq, body FROM log_set_aside WHERE seq BETWEEN :from AND :to""")
                .param("from", from)
                .param("to", to)
                .query(Numbered.class)
                .list();
    }

    /** How many are on their way, with or without a number. */
    long count() {
        return jdbc.sql("SELECT COUNT(*) FROM log_outbox").query(Long.class).single();
    }

    long countSetAside() {
        return jdbc.sql("SELECT COUNT(*) FROM log_set_aside").query(Long.class).single();
    }

    void deleteNumbered(long from, long to) {
        jdbc.sql("DELETE FROM log_outbox WHERE seq BETWEEN ? AND ?")
                .params(from, to)
                .update();
    }

    void setAside(Numbered record, String reason, Instant at) {
        jdbc.sql("INSERT INTO log_set_aside (seq, body, reason, set_aside_at) VALUES (?, ?, ?, ?)")
                .params(record.seq(), record.body(), reason, UtcTime.toColumn(at))
                .update();
    }
}
