package dev.outpatient.accounts;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A service token as admins see it, without its secret.
 *
 * @param createdBy the name of the admin who made it and whose rights it has
 * @param lastUsedAt to the hour, or null when it never was
 * @param revokedAt null when it was not revoked
 */
public record ServiceToken(
        long id,
        String name,
        Set<ServiceScope> scopes,
        long createdById,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {

    public boolean isGoodAt(Instant moment) {
        return revokedAt == null && moment.isBefore(expiresAt);
    }
}
