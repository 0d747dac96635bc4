package dev.outpatient.scheduling;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs a transaction and, when the database gave up on it, runs it again: after a deadlock or a lock that was not to be
 * had, and after a connection that was lost before the commit was asked for. A connection lost later is not, for the
 * commit may have happened. Ten times at most, with growing pauses of random length.
 */
@Component
class RetriedTransaction {

    private static final int RETRIES = 10;

    private final TransactionTemplate transaction;

    RetriedTransaction(TransactionTemplate transaction) {
        this.transaction = transaction;
    }

    /**
     * @param work done once more for each retry, so it must have no effect outside the transaction
     * @throws org.springframework.dao.DataAccessException the last failure, when no retry helped
     */
    <T> T run(Supplier<T> work) {
        return run(work, true);
    }

    /** The same, but nothing that the work writes is kept. */
    <T> T look(Supplier<T> work) {
        return run(work, false);
    }

    private <T> T run(Supplier<T> work, boolean keep) {
        AtomicBoolean committing = new AtomicBoolean();
        RetryPolicy policy = RetryPolicy.builder()
                .maxRetries(RETRIES)
                .delay(Duration.ofMillis(5))
                .multiplier(2)
                .maxDelay(Duration.ofMillis(500))
                .jitter(Duration.ofMillis(4))
                .predicate(failure -> isRolledBack(failure) || (isLostConnection(failure) && !committing.get()))
                .build();
        return new RetryTemplate(policy).invoke(() -> {
            committing.set(false);
            return transaction.execute(status -> {
                T result = work.get();
                if (!keep) {
                    status.setRollbackOnly();
                }
                committing.set(true);
                return result;
            });
        });
    }

    /** The engine ended the transaction or the statement itself, so nothing of it stands. */
    private static boolean isRolledBack(Throwable failure) {
        // H2 tells of a lock that it waited for in vain as of a query that took too long.
        return failure instanceof PessimisticLockingFailureException || failure instanceof QueryTimeoutException;
    }

    private static boolean isLostConnection(Throwable failure) {
        return failure instanceof RecoverableDataAccessException
                || failure instanceof DataAccessResourceFailureException
                || failure instanceof TransientDataAccessResourceException;
    }
}
