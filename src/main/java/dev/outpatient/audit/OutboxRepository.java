package dev.outpatient.audit;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of the log_outbox table. */
@Repository
class OutboxRepository {

    record Waiting(long id, String body) {}

    private final JdbcClient jdbc;

    OutboxRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void append(String body) {
        jdbc.sql("INSERT INTO log_outbox (body) VALUES (?)").param(body).update();
    }

    /** The oldest records, locked until the transaction ends, so that one node at a time delivers. */
    List<Waiting> lockOldest(int limit) {
        return jdbc.sql("SELECT id, body FROM log_outbox ORDER BY id LIMIT :limit FOR UPDATE")
                .param("limit", limit)
                .query(Waiting.class)
                .list();
    }

    void delete(List<Long> ids) {
        jdbc.sql("DELETE FROM log_outbox WHERE id IN (:ids)").param("ids", ids).update();
    }
}
