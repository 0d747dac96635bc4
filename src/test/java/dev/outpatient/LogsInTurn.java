package dev.outpatient;

import java.util.concurrent.locks.ReentrantLock;
import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Programs that tests start at the same time in one JVM have one Logback between them, which is not made to be set up by
 * two at once: now and then a start failed by it. So they do this in turn; the rest of a start they do side by side.
 */
final class LogsInTurn implements ApplicationListener<SpringApplicationEvent>, Ordered {

    private static final ReentrantLock TURN = new ReentrantLock();

    @Override
    public void onApplicationEvent(SpringApplicationEvent event) {
        if (event instanceof ApplicationStartingEvent) {
            TURN.lock();
        } else if ((event instanceof ApplicationContextInitializedEvent || event instanceof ApplicationFailedEvent)
                && TURN.isHeldByCurrentThread()) {
            TURN.unlock();
        }
    }

    /** Before the one that sets up the log. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
