package dev.outpatient.audit;

import dev.outpatient.audit.LogBacklog.Named;
import dev.outpatient.shared.Backlog;
import java.util.List;
import org.bson.Document;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What operators ask about the tables log_outbox, log_set_aside and log_key. */
@Repository
class LogBacklogRepository {

    /** A number of a record, and the reference under which it is kept. */
    record Told(String owner, long seq) {}

    private final JdbcClient jdbc;

    LogBacklogRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A record says itself when it was written, so the table need not. */
    Backlog waiting() {
        return jdbc.sql("SELECT body, (SELECT COUNT(*) FROM log_outbox) AS waiting FROM log_outbox ORDER BY id LIMIT 1")
                .query((row, n) -> new Backlog(
                        row.getLong("waiting"),
                        Document.parse(row.getString("body"))
                                .getDate("created_at")
                                .toInstant()))
                .optional()
                .orElse(new Backlog(0, null));
    }

    long countSetAside() {
        return jdbc.sql("SELECT COUNT(*) FROM log_set_aside").query(Long.class).single();
    }

    /** Bodies of records that have no number, and so no key, yet: few, unless the delivery stands still. */
    List<String> listUnnumbered() {
        return jdbc.sql("SELECT body FROM log_outbox WHERE seq IS NULL ORDER BY id")
                .query(String.class)
                .list();
    }

    List<Told> listTold(List<String> owners) {
        return jdbc.sql("SELECT owner, seq FROM log_key WHERE part = :part AND owner IN (:owners)")
                .param("part", LogKeys.REFERENCE)
                .param("owners", owners)
                .query(Told.class)
                .list();
    }

    /** In the order of the owners. */
    List<Named> listNamed(String part, String after, int limit) {
        return jdbc.sql("""
                        SELECT part, owner, COUNT(*) AS records, MIN(seq) AS first_seq FROM log_key
                        WHERE part = :part AND owner > :after
                        GROUP BY part, owner ORDER BY owner LIMIT :limit""")
                .param("part", part)
                .param("after", after)
                .param("limit", limit)
                .query((row, n) -> new Named(
                        row.getString("part"),
                        row.getString("owner"),
                        row.getLong("records"),
                        row.getLong("first_seq")))
                .list();
    }
}
