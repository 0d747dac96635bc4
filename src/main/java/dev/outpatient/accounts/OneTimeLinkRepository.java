package dev.outpatient.accounts;

import dev.outpatient.shared.UtcTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of the one_time_link table. It knows tokens by their hashes only. */
@Repository
class OneTimeLinkRepository {

    private final JdbcClient jdbc;

    OneTimeLinkRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(String hash, LinkPurpose purpose, LinkTarget target, Instant expiresAt) {
        jdbc.sql("""
                        INSERT INTO one_time_link (token_hash, purpose, expires_at, subject_kind, subject_id, email)
                        VALUES (?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        hash, purpose.word(), UtcTime.toColumn(expiresAt), target.kind(), target.id(), target.email()))
                .update();
    }

    Optional<LinkTarget> find(String hash, LinkPurpose purpose, Instant now) {
        return jdbc.sql("""
                        SELECT subject_kind, subject_id, email FROM one_time_link
                        WHERE token_hash = ? AND purpose = ? AND expires_at > ?""")
                .params(hash, purpose.word(), UtcTime.toColumn(now))
                .query((row, n) ->
                        new LinkTarget(row.getInt("subject_kind"), row.getLong("subject_id"), row.getString("email")))
                .optional();
    }

    /** Whether the link was there: of several callers, one gets true. */
    boolean delete(String hash) {
        return jdbc.sql("DELETE FROM one_time_link WHERE token_hash = ?")
                        .param(hash)
                        .update()
                == 1;
    }

    void deleteOlder(LinkPurpose purpose, LinkTarget target) {
        jdbc.sql("DELETE FROM one_time_link WHERE purpose = ? AND subject_kind = ? AND subject_id = ?")
                .params(purpose.word(), target.kind(), target.id())
                .update();
    }

    void deleteAll(LinkTarget target) {
        jdbc.sql("DELETE FROM one_time_link WHERE subject_kind = ? AND subject_id = ?")
                .params(target.kind(), target.id())
                .update();
    }

    int deleteExpired(Instant now) {
        return jdbc.sql("DELETE FROM one_time_link WHERE expires_at <= ?")
                .param(UtcTime.toColumn(now))
                .update();
    }
}
