package dev.outpatient.accounts;

import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Remembered;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Whether accounts are open, asked with each request that brings an access token, or a session that is just beginning.
 * What was read is taken for true for a minute: so long, at most, goes on whatever another node has just ended. Here it
 * ends at once.
 */
@Component
class AccountStates {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int MOST_REMEMBERED = 50_000;

    private final AccountStateRepository repository;
    private final Clock clock;
    private final LoadingCache<Actor, AccountState> known;

    AccountStates(AccountStateRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
        this.known = Remembered.lasting(REMEMBERED, MOST_REMEMBERED, clock)
                .build(account -> repository.find(account).orElse(AccountState.USUAL));
    }

    /** Whether the owner may go on, as of the last minute. */
    boolean isOpen(Actor account) {
        return known.get(account).isOpen();
    }

    /** Whether an access token counts, as of the last minute. */
    boolean takesTokenOf(Actor account, Instant issuedAt) {
        return known.get(account).takesTokenOf(issuedAt);
    }

    /** Nobody signs in to the account from now on; what is open must be ended by the caller. */
    @Transactional(propagation = Propagation.MANDATORY)
    void disable(Actor account) {
        repository.setDisabledAt(account, clock.instant());
        forget(account);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void enable(Actor account) {
        repository.setDisabledAt(account, null);
        forget(account);
    }

    /** Access tokens that were issued before now count no more. They know the second, so one of this second does. */
    @Transactional(propagation = Propagation.MANDATORY)
    void endTokens(Actor account) {
        repository.setTokensFrom(account, clock.instant().truncatedTo(ChronoUnit.SECONDS));
        forget(account);
    }

    private void forget(Actor account) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                known.invalidate(account);
            }
        });
    }
}
