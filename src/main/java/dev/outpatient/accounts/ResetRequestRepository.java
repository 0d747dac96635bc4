package dev.outpatient.accounts;

import dev.outpatient.shared.UtcTime;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of the reset_request table. */
@Repository
class ResetRequestRepository {

    /** @param continueTo a path of ours to go on to, or null */
    record Waiting(
            long id,
            String email,
            String language,
            @Nullable String continueTo) {}

    private final JdbcClient jdbc;

    ResetRequestRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(String email, String language, @Nullable String continueTo, Instant now) {
        jdbc.sql("INSERT INTO reset_request (email, language, continue_to, created_at) VALUES (?, ?, ?, ?)")
                .param(email)
                .param(language)
                .param(continueTo)
                .param(UtcTime.toColumn(now))
                .update();
    }

    List<Waiting> listOldest(int limit) {
        return jdbc.sql("SELECT id, email, language, continue_to FROM reset_request ORDER BY id LIMIT :limit")
                .param("limit", limit)
                .query(Waiting.class)
                .list();
    }

    /** Whether the request was there: of several nodes, one gets true. */
    boolean take(long id) {
        return jdbc.sql("DELETE FROM reset_request WHERE id = ?").param(id).update() == 1;
    }
}
