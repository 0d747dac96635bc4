package dev.outpatient.audit;

import dev.outpatient.Engine;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.ApplicationContext;

/** Brings the trail to rest, for tests that read it. */
public final class Delivered {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    private Delivered() {}

    /** Delivers what was written so far. */
    public static void now(Engine engine) {
        now(engine.program());
    }

    /** Delivers what was written so far in that program. */
    public static void now(ApplicationContext program) {
        OutboxRepository outbox = program.getBean(OutboxRepository.class);
        long begin = System.nanoTime();
        while (outbox.count() > 0) {
            program.getBean(LogDelivery.class).deliver();
            rest(begin);
        }
    }

    /** Delivers and seals what was written so far. */
    static void sealed(Engine engine) {
        sealed(engine.program());
    }

    /** Delivers and seals what was written so far in that program. */
    static void sealed(ApplicationContext program) {
        now(program);
        TrailRepository repository = program.getBean(TrailRepository.class);
        long seq = repository.getHead().seq();
        long begin = System.nanoTime();
        while (repository.getHead().sealedSeq() < seq
                || !repository.listWaitingSeals().isEmpty()) {
            program.getBean(Sealing.class).seal();
            rest(begin);
        }
    }

    /** Another node, or another thread of this one, may be at it. */
    private static void rest(long begin) {
        if (System.nanoTime() - begin > PATIENCE) {
            throw new AssertionError("The trail does not come to rest");
        }
        LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
    }
}
