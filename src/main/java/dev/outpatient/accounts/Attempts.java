package dev.outpatient.accounts;

import dev.outpatient.accounts.AttemptRepository.Count;
import dev.outpatient.audit.AuditTrail;
import dev.outpatient.shared.Actor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Slows down guessing without locking anybody out. Each attempt is counted before it is judged, so that many at once gain
 * nothing, and taken back when it was right. The counts are in the database, so that all nodes share them, and are kept
 * by a hash of the e-mail that was typed, so that one that nobody has is slowed down as one that somebody has. Why it is
 * so: docs/decisions/0017.
 */
@Service
public class Attempts {

    /** An attempt that may be judged now; it stands as a wrong one until it is said to have been right. */
    public static final class Attempt {

        private final @Nullable Runnable right;

        private Attempt(@Nullable Runnable right) {
            this.right = right;
        }

        /** The secret was right: the place is known from now on, and what was tried wrongly there is forgotten. */
        public void succeeded() {
            if (right != null) {
                right.run();
            }
        }
    }

    /** From one place against one account: this many without a pause, then one that doubles. */
    static final int FREE = 5;

    static final Duration LONGEST_KNOWN = Duration.ofMinutes(1);
    static final Duration LONGEST_UNKNOWN = Duration.ofMinutes(15);

    /** So many from unknown places against one account in an hour, and each place that is new waits before it is heard. */
    static final int PRESSED = 20;

    static final Duration NEWCOMER = Duration.ofMinutes(1);

    static final Duration LONGEST_CROWD = Duration.ofSeconds(10);

    /** Six digits are few, and who guesses them has the password: from elsewhere two tries a day are enough for a start. */
    static final Duration LONGEST_CODE = Duration.ofHours(12);

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final Duration MEMORY = Duration.ofDays(1);
    private static final Duration REQUEST_WINDOW = Duration.ofMinutes(10);
    private static final Duration KNOWN_FOR = Duration.ofDays(90);

    /** As many wrong ones as make a pause of about a minute. */
    private static final int MINUTE = FREE + 5;

    /**
     * What is guessed.
     *
     * @param addresses whether a place is also known by its address, and not by the owner's own browser alone
     * @param waits whether a place that is new has to wait before it is heard, where many press
     * @param longest the longest pause for a place that is not known
     * @param warning what the trail says when many press
     */
    private record Rule(String name, boolean addresses, boolean waits, Duration longest, String warning) {}

    private static final Rule PASSWORD =
            new Rule("account", true, true, LONGEST_UNKNOWN, "Many refused sign-ins to one account");

    /**
     * An address is also that of whoever looks over the owner's shoulder, so only a browser is known. Who comes with a code
     * has waited with the password already.
     */
    private static final Rule CODE = new Rule(
            "code", false, false, LONGEST_CODE, "Many wrong codes of one account, whose password somebody knows");

    /**
     * From where somebody tries what.
     *
     * @param pair what the tries of this place against this account are counted by
     * @param known whether the owner has been there
     */
    private record Place(String account, String address, String pair, boolean known) {}

    private final AttemptRepository counts;
    private final TransactionTemplate transaction;
    private final AbuseLimits limits;
    private final AuditTrail trail;
    private final Clock clock;
    private final RetryTemplate retry = new RetryTemplate(RetryPolicy.builder()
            .maxRetries(5)
            .delay(Duration.ofMillis(5))
            .multiplier(2)
            .jitter(Duration.ofMillis(4))
            .includes(PessimisticLockingFailureException.class, QueryTimeoutException.class)
            .build());

    Attempts(
            AttemptRepository counts,
            TransactionTemplate transaction,
            AbuseLimits limits,
            AuditTrail trail,
            Clock clock) {
        this.counts = counts;
        this.transaction = transaction;
        this.limits = limits;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Somebody wants to sign in.
     *
     * @param email as it was typed, in lower case; whether it is anybody's makes no difference
     * @throws TooManyAttempts when it has to wait; it was not counted then
     */
    public Attempt signIn(String email, Caller caller) {
        return begin(PASSWORD, email, caller);
    }

    /**
     * What an attempt to sign in began is proven to its end, in whatever request: it was right.
     *
     * @param email as for {@link #signIn}
     */
    public void signedIn(String email, Caller caller) {
        if (limits.enabled()) {
            Instant now = now();
            right(PASSWORD, place(PASSWORD, email, caller, now), caller, now);
        }
    }

    /**
     * Somebody who knows the password shows a code of an authenticator app.
     *
     * @throws TooManyAttempts when it has to wait; it was not counted then
     */
    public Attempt code(Actor actor, Caller caller) {
        return begin(CODE, actor.role().word() + " " + actor.id(), caller);
    }

    private Attempt begin(Rule rule, String whom, Caller caller) {
        if (!limits.enabled()) {
            return new Attempt(null);
        }
        Instant now = now();
        Place place = place(rule, whom, caller, now);
        Duration pause = inTurn(() -> place.known() ? fromKnown(place, now) : fromUnknown(rule, place, now));
        if (!pause.isZero()) {
            throw TooManyAttempts.waitFor(pause);
        }
        return new Attempt(() -> right(rule, place, caller, now));
    }

    private Place place(Rule rule, String whom, Caller caller, Instant now) {
        String account = hash(rule.name(), whom);
        String address = hash("address", caller.network());
        String device = caller.device() == null ? null : hash("device", caller.device());
        // The owner's own browser is counted by itself, wherever it is.
        boolean ownDevice = device != null && counts.isKnown(account, List.of(device), now);
        boolean known = ownDevice || (rule.addresses() && counts.isKnown(account, List.of(address), now));
        return new Place(account, address, hash("pair", account + (ownDevice ? device : address)), known);
    }

    private void right(Rule rule, Place place, Caller caller, Instant now) {
        inTurn(() -> {
            counts.delete(place.pair());
            if (!place.known()) {
                counts.forget(List.of(place.account(), place.address()));
            }
            if (rule.addresses()) {
                counts.know(place.account(), place.address(), now.plus(KNOWN_FOR));
            }
            String browser = caller.device() == null ? DeviceCookie.give() : caller.device();
            if (browser != null) {
                counts.know(place.account(), hash("device", browser), now.plus(KNOWN_FOR));
            }
            return Duration.ZERO;
        });
    }

    /**
     * Counts a request of a kind, such as a registration, by the caller's address.
     *
     * @throws TooManyAttempts when the address asked too often in the last minutes
     */
    public void request(String kind, Caller caller) {
        if (!limits.enabled()) {
            return;
        }
        Instant now = now();
        String id = hash(kind, caller.network());
        Duration pause = inTurn(() -> {
            Count count = counts.lock(new TreeSet<>(List.of(id)), now).get(id);
            if (count == null || count.attempts() >= limits.requests()) {
                return count == null ? REQUEST_WINDOW : Duration.between(now, count.expiresAt());
            }
            Instant expiresAt = count.attempts() == 0 ? now.plus(REQUEST_WINDOW) : count.expiresAt();
            counts.save(new Count(id, count.attempts() + 1, now, expiresAt));
            return Duration.ZERO;
        });
        if (!pause.isZero()) {
            throw TooManyAttempts.waitFor(pause);
        }
    }

    /**
     * Somebody guesses what only the holder of one thing knows, such as a paper; wherever the guesses come from, they are
     * counted together.
     *
     * @param most so many wrong ones in an hour
     * @throws TooManyAttempts when there were as many
     */
    public Attempt guess(String kind, String thing, int most) {
        if (!limits.enabled()) {
            return new Attempt(null);
        }
        Instant now = now();
        String id = hash(kind, thing);
        Duration pause = inTurn(() -> {
            Count count = lock(now, id).getFirst();
            if (count.attempts() >= most) {
                return Duration.between(now, count.expiresAt());
            }
            counts.save(inWindow(count, now, now));
            return Duration.ZERO;
        });
        if (!pause.isZero()) {
            throw TooManyAttempts.waitFor(pause);
        }
        return new Attempt(() -> inTurn(() -> {
            counts.forget(List.of(id));
            return Duration.ZERO;
        }));
    }

    @Scheduled(fixedDelay = 10, initialDelay = 10, timeUnit = TimeUnit.MINUTES)
    void removeExpired() {
        counts.deleteExpired(clock.instant());
    }

    /** Where the owner has been before, strangers elsewhere are of no account, and no pause is longer than a minute. */
    private Duration fromKnown(Place place, Instant now) {
        Count pair = lock(now, place.pair()).getFirst();
        if (now.isBefore(pair.freeAt())) {
            return Duration.between(now, pair.freeAt());
        }
        counts.save(tried(pair, LONGEST_KNOWN, now));
        return Duration.ZERO;
    }

    private Duration fromUnknown(Rule rule, Place place, Instant now) {
        List<Count> locked = lock(now, place.pair(), place.account(), place.address());
        Count pair = locked.get(0);
        Count account = locked.get(1);
        Count address = locked.get(2);
        if (pair.attempts() < MINUTE - 1 && account.attempts() >= PRESSED) {
            if (rule.waits()) {
                // Whoever comes back after this wait is heard, however many others press.
                counts.save(new Count(place.pair(), MINUTE - 1, now.plus(NEWCOMER), now.plus(MEMORY)));
                return NEWCOMER;
            }
            pair = new Count(place.pair(), MINUTE - 1, pair.freeAt(), pair.expiresAt());
        }
        // Who has thousands of addresses is new at each: so where nobody waits, all of them together are heard once a
        // minute.
        boolean together = !rule.waits() && account.attempts() >= PRESSED;
        if (together && now.isBefore(account.freeAt())) {
            return Duration.between(now, account.freeAt());
        }
        Instant freeAt = pair.freeAt().isAfter(address.freeAt()) ? pair.freeAt() : address.freeAt();
        if (now.isBefore(freeAt)) {
            return Duration.between(now, freeAt);
        }
        counts.save(tried(pair, rule.longest(), now));
        counts.save(inWindow(account, together ? now.plus(NEWCOMER) : free(now), now));
        if (account.attempts() + 1 == PRESSED) {
            trail.warning(null, rule.warning());
        }
        int crowd = address.attempts() + 1 - limits.failures();
        if (crowd == 0) {
            trail.warning(null, "Many refused sign-ins from one address");
        }
        counts.save(inWindow(address, crowd < 0 ? free(now) : now.plus(doubled(crowd, LONGEST_CROWD)), now));
        return Duration.ZERO;
    }

    private static Count tried(Count pair, Duration longest, Instant now) {
        int attempts = pair.attempts() + 1;
        Instant freeAt = attempts < FREE ? free(now) : now.plus(doubled(attempts - FREE + 1, longest));
        return new Count(pair.id(), attempts, freeAt, now.plus(MEMORY));
    }

    /**
     * What is counted without a pause. Not the moment itself: whoever read the clock a little earlier and is counted after
     * this, or has come to a node whose clock is behind, would have to wait until then.
     */
    private static Instant free(Instant now) {
        return now.minus(WINDOW);
    }

    private static Count inWindow(Count count, Instant freeAt, Instant now) {
        Instant expiresAt = count.attempts() == 0 ? now.plus(WINDOW) : count.expiresAt();
        return new Count(count.id(), count.attempts() + 1, freeAt, expiresAt);
    }

    /** 1, 2, 4, 8 seconds and so on. */
    private static Duration doubled(int times, Duration longest) {
        Duration pause = Duration.ofSeconds(1L << Math.min(times, 20));
        return pause.compareTo(longest) > 0 ? longest : pause;
    }

    /** In the order in which they were asked for. */
    private List<Count> lock(Instant now, String... ids) {
        Map<String, Count> locked = counts.lock(new TreeSet<>(List.of(ids)), now);
        List<Count> inOrder = new ArrayList<>();
        for (String id : ids) {
            inOrder.add(locked.getOrDefault(id, new Count(id, 0, now, now)));
        }
        return inOrder;
    }

    private Duration inTurn(Supplier<Duration> work) {
        return retry.invoke(() -> {
            Duration pause = transaction.execute(status -> work.get());
            return pause == null ? Duration.ZERO : pause;
        });
    }

    /** As exact as the column, which would round up to a moment that has not come yet. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static String hash(String kind, String whom) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest((kind + " " + whom).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
