package dev.outpatient.accounts;

import dev.outpatient.shared.UtcTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The token_key table. */
@Repository
class TokenKeyRepository {

    /**
     * A key as it is kept.
     *
     * @param number grows with each key; null for those of older programs, which verify only
     * @param jwk perhaps sealed
     */
    record Stored(@Nullable Long number, String jwk, Instant createdAt) {}

    private final JdbcClient jdbc;

    TokenKeyRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first. */
    List<Stored> list() {
        return jdbc.sql("""
                        SELECT key_number, jwk, created_at FROM token_key
                        ORDER BY COALESCE(key_number, 0) DESC, created_at DESC""")
                .query((row, n) -> new Stored(
                        row.getObject("key_number", Long.class),
                        row.getString("jwk"),
                        UtcTime.toInstant(row.getObject("created_at", LocalDateTime.class))))
                .list();
    }

    /** @return whether it was added; false when another node has given this number away already */
    boolean add(long number, String kid, String jwk, Instant createdAt) {
        try {
            jdbc.sql("INSERT INTO token_key (kid, key_number, jwk, created_at) VALUES (?, ?, ?, ?)")
                    .params(kid, number, jwk, UtcTime.toColumn(createdAt))
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    void removeBefore(long number) {
        jdbc.sql("DELETE FROM token_key WHERE COALESCE(key_number, 0) < ?")
                .param(number)
                .update();
    }
}
