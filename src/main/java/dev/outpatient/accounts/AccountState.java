package dev.outpatient.accounts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about an account.
 *
 * @param disabledAt since when nobody signs in to it, or null when its owner may
 * @param tokensFrom access tokens that were issued before count no more; null when all count
 */
record AccountState(@Nullable Instant disabledAt, @Nullable Instant tokensFrom) {

    static final AccountState USUAL = new AccountState(null, null);

    boolean isOpen() {
        return disabledAt == null;
    }

    boolean takesTokenOf(Instant issuedAt) {
        return isOpen() && (tokensFrom == null || !issuedAt.isBefore(tokensFrom));
    }
}
