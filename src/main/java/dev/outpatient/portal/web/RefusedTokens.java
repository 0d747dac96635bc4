package dev.outpatient.portal.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.outpatient.accounts.Caller;
import dev.outpatient.audit.AuditTrail;
import io.github.bucket4j.Bucket;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * Tells the trail of tokens that were sent and not taken: where from and what for, and nothing of the token. Whoever sends
 * many at once is told of a few times, as anybody may send them and each costs the stores a record; how many there were
 * besides stands in the next one.
 */
@Component
class RefusedTokens {

    private static final int OF_AN_ADDRESS = 10;
    private static final int OF_ALL = 100;
    private static final int MOST_ADDRESSES = 10_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final AuditTrail trail;
    private final Bucket all = bucket(OF_ALL);
    private final Cache<String, Bucket> addresses = Caffeine.newBuilder()
            .maximumSize(MOST_ADDRESSES)
            .expireAfterAccess(MINUTE.multipliedBy(2))
            .build();
    private final AtomicLong untold = new AtomicLong();

    RefusedTokens(AuditTrail trail) {
        this.trail = trail;
    }

    void tell(HttpServletRequest request) {
        Bucket own = addresses.get(Caller.of(request).network(), network -> bucket(OF_AN_ADDRESS));
        if (!own.tryConsume(1) || !all.tryConsume(1)) {
            untold.incrementAndGet();
            return;
        }
        long more = untold.getAndSet(0);
        trail.failed(
                "token.refused",
                "Refused: a token that is not good, for " + request.getMethod() + " " + LoggedPath.of(request)
                        + (more == 0 ? "" : "; " + more + " more on this node were not written down"));
    }

    private static Bucket bucket(int aMinute) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(aMinute).refillGreedy(aMinute, MINUTE))
                .build();
    }
}
