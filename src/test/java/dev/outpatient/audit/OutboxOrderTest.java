package dev.outpatient.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.Engine;
import dev.outpatient.OnEachEngine;
import dev.outpatient.audit.OutboxRepository.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** Records get their numbers in the order in which they were written, however many wait. */
@OnEachEngine
class OutboxOrderTest {

    private static final int RECORDS = 2_300;
    private static final int BATCH = 100;

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    private final Engine engine;
    private final OutboxRepository outbox;

    OutboxOrderTest(Engine engine) {
        this.engine = engine;
        this.outbox = engine.bean(OutboxRepository.class);
    }

    @Test
    void batchesAreInOrder() {
        engine.bean(TransactionTemplate.class).executeWithoutResult(undone -> {
            undone.setRollbackOnly();
            TrailHead head = head();
            outbox.appendAll(Collections.nCopies(RECORDS, "{}"));
            List<Long> ids = new ArrayList<>();
            List<Waiting> batch = outbox.listUnnumbered(BATCH);
            while (!batch.isEmpty()) {
                assertThat(batch).hasSizeLessThanOrEqualTo(BATCH);
                outbox.number(batch, head.seq() + 1 + ids.size());
                batch.forEach(record -> ids.add(record.id()));
                batch = outbox.listUnnumbered(BATCH);
            }
            assertThat(ids).hasSizeGreaterThanOrEqualTo(RECORDS).isSorted();
        });
    }

    /** Whoever holds it is the only one to number, until the end of the transaction. */
    private TrailHead head() {
        TrailRepository repository = engine.bean(TrailRepository.class);
        long begin = System.nanoTime();
        Optional<TrailHead> head = repository.tryHead();
        while (head.isEmpty() && System.nanoTime() - begin < PATIENCE) {
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
            head = repository.tryHead();
        }
        return head.orElseThrow();
    }
}
