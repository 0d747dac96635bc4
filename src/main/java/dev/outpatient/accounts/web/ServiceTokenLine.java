package dev.outpatient.accounts.web;

import dev.outpatient.accounts.ServiceScope;
import dev.outpatient.accounts.ServiceToken;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A service token in the list of the page.
 *
 * @param state {@code good}, {@code revoked} or {@code expired}
 */
public record ServiceTokenLine(
        long id,
        String name,
        Set<ServiceScope> scopes,
        String createdBy,
        LocalDate expiresOn,
        @Nullable LocalDate lastUsedOn,
        String state) {

    static ServiceTokenLine of(ServiceToken token, Clock clock) {
        return new ServiceTokenLine(
                token.id(),
                token.name(),
                token.scopes(),
                token.createdBy(),
                date(token.expiresAt(), clock),
                token.lastUsedAt() == null ? null : date(token.lastUsedAt(), clock),
                state(token, clock.instant()));
    }

    public boolean isGood() {
        return state.equals("good");
    }

    private static String state(ServiceToken token, Instant now) {
        if (token.isGoodAt(now)) {
            return "good";
        }
        return token.revokedAt() == null ? "expired" : "revoked";
    }

    private static LocalDate date(Instant moment, Clock clock) {
        return LocalDate.ofInstant(moment, clock.getZone());
    }
}
