package dev.outpatient.accounts.web;

import dev.outpatient.accounts.Passkey;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A passkey in the list of the page.
 *
 * @param usedOn null when it was not used since it was made
 */
public record PasskeyLine(
        String id, String name, LocalDate madeOn, @Nullable LocalDate usedOn) {

    static PasskeyLine of(Passkey passkey, Clock clock) {
        return new PasskeyLine(
                passkey.id(),
                passkey.name(),
                LocalDate.ofInstant(passkey.createdAt(), clock.getZone()),
                passkey.lastUsedAt().isAfter(passkey.createdAt().plusSeconds(1))
                        ? LocalDate.ofInstant(passkey.lastUsedAt(), clock.getZone())
                        : null);
    }
}
