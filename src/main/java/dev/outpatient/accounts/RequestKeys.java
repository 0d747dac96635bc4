package dev.outpatient.accounts;

import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.UtcTime;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Remembers what a request with an Idempotency-Key created, in the transaction that created it, so that the same
 * request sent again answers with the same thing instead of creating another.
 */
@Repository
public class RequestKeys {

    private record Stored(String requestHash, long createdId) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    RequestKeys(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What the same request created before.
     *
     * @param caller who asks, or null for a visitor
     * @param key null when the request had none
     * @throws Problem.IdempotencyMismatch when the caller used the key for another request
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Long> findCreated(@Nullable Actor caller, @Nullable RequestKey key) {
        if (key == null) {
            return Optional.empty();
        }
        Optional<Stored> stored = jdbc.sql("""
                        SELECT request_hash, created_id FROM idempotency_key
                        WHERE caller_kind = ? AND caller_id = ? AND request_key = ?""")
                .params(kind(caller), id(caller), key.key())
                .query(Stored.class)
                .optional();
        if (stored.isPresent() && !stored.get().requestHash().equals(key.hash())) {
            throw Problem.IdempotencyMismatch.of(key.key());
        }
        return stored.map(Stored::createdId);
    }

    /**
     * Remembers what a request created.
     *
     * @throws CannotAcquireLockException when the same request got there first: to be tried again, as it then finds
     *     what the other created
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void created(@Nullable Actor caller, @Nullable RequestKey key, long createdId) {
        if (key == null) {
            return;
        }
        try {
            jdbc.sql("""
                            INSERT INTO idempotency_key
                              (caller_kind, caller_id, request_key, request_hash, created_id, created_at)
                            VALUES (?, ?, ?, ?, ?, ?)""")
                    .params(
                            kind(caller),
                            id(caller),
                            key.key(),
                            key.hash(),
                            createdId,
                            UtcTime.toColumn(clock.instant()))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new CannotAcquireLockException("The same request is being answered", e);
        }
    }

    private static int kind(@Nullable Actor caller) {
        return caller == null ? 0 : caller.reference().kind().code();
    }

    private static long id(@Nullable Actor caller) {
        return caller == null ? 0 : caller.id();
    }
}
