package dev.outpatient.audit;

import dev.outpatient.shared.UtcTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The signing_key table. */
@Repository
class SigningKeyRepository {

    /**
     * A key as it is kept.
     *
     * @param number grows by one with each key of the purpose
     * @param privateKey perhaps sealed; null once another key signs
     */
    record Stored(
            String purpose,
            long number,
            String kid,
            String publicKey,
            @Nullable String privateKey,
            Instant createdAt,
            @Nullable Instant retiredAt) {}

    private final JdbcClient jdbc;

    SigningKeyRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Stored> findNewest(String purpose) {
        return jdbc.sql("""
                        SELECT * FROM signing_key WHERE purpose = ?
                        ORDER BY key_number DESC LIMIT 1""").param(purpose).query(SigningKeyRepository::read).optional();
    }

    Optional<Stored> find(String purpose, String kid) {
        return jdbc.sql("SELECT * FROM signing_key WHERE purpose = ? AND kid = ?")
                .params(purpose, kid)
                .query(SigningKeyRepository::read)
                .optional();
    }

    /** Newest first. */
    List<Stored> list(String purpose) {
        return jdbc.sql("SELECT * FROM signing_key WHERE purpose = ? ORDER BY key_number DESC")
                .param(purpose)
                .query(SigningKeyRepository::read)
                .list();
    }

    /** @return whether it was added; false when another node has given this number away already */
    boolean add(Stored key) {
        try {
            jdbc.sql("""
                            INSERT INTO signing_key
                              (kid, purpose, key_number, public_key, private_key, created_at)
                            VALUES (:kid, :purpose, :number, :public, :private, :created)""")
                    .param("kid", key.kid())
                    .param("purpose", key.purpose())
                    .param("number", key.number())
                    .param("public", key.publicKey())
                    .param("private", key.privateKey())
                    .param("created", UtcTime.toColumn(key.createdAt()))
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /** Those before a number sign no more. What their private halves were is forgotten. */
    void retireBefore(String purpose, long number, Instant at) {
        jdbc.sql("""
                        UPDATE signing_key SET retired_at = ?, private_key = NULL
                        WHERE purpose = ? AND key_number < ? AND retired_at IS NULL""").params(UtcTime.toColumn(at), purpose, number).update();
    }

    private static Stored read(ResultSet row, int number) throws SQLException {
        return new Stored(
                row.getString("purpose"),
                row.getLong("key_number"),
                row.getString("kid"),
                row.getString("public_key"),
                row.getString("private_key"),
                UtcTime.toInstant(row.getObject("created_at", LocalDateTime.class)),
                UtcTime.toInstantOrNull(row.getObject("retired_at", LocalDateTime.class)));
    }
}
