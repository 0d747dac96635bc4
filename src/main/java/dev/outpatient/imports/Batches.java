package dev.outpatient.imports;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Runs the batches of an import, each in a transaction of its own. When the program is asked to end, the batch that
 * runs is finished first and no other begins.
 */
@Component
class Batches {

    private static final long LONGEST_BATCH_SECONDS = 15;

    private final TransactionOperations transaction;
    private final RetryTemplate retry;
    private final ReentrantLock running = new ReentrantLock();
    private volatile boolean ending;

    Batches(TransactionOperations transaction) {
        this.transaction = transaction;
        // A duplicate key means that another import took the row in the meantime; the second try will see it.
        this.retry = new RetryTemplate(RetryPolicy.builder()
                .maxRetries(3)
                .delay(Duration.ofMillis(50))
                .multiplier(4)
                .jitter(Duration.ofMillis(20))
                .includes(
                        PessimisticLockingFailureException.class,
                        QueryTimeoutException.class,
                        DuplicateKeyException.class)
                .build());
    }

    /** @throws ImportStopped when the program ends */
    <T> T run(Supplier<T> batch) {
        running.lock();
        try {
            if (ending) {
                throw ImportStopped.onRequest();
            }
            return retry.invoke(() -> transaction.execute(status -> batch.get()));
        } finally {
            running.unlock();
        }
    }

    @PreDestroy
    void finishRunningBatch() throws InterruptedException {
        ending = true;
        if (running.tryLock(LONGEST_BATCH_SECONDS, TimeUnit.SECONDS)) {
            running.unlock();
        }
    }
}
