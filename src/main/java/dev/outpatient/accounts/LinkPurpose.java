package dev.outpatient.accounts;

import java.time.Duration;
import java.util.Locale;

/** What a link that works once opens, and for how long. */
public enum LinkPurpose {
    /** The first admin of a new clinic makes an account. */
    FIRST_ADMIN(Duration.ofDays(1)),
    /** Somebody who was added by an admin chooses a password. */
    INVITATION(Duration.ofDays(3)),
    /** Somebody chooses a new password. */
    RESET(Duration.ofMinutes(30)),
    /** Somebody shows that a new address is the own one. */
    EMAIL(Duration.ofHours(1)),
    /** A patient-to-be shows that the address is the own one. */
    REGISTRATION(Duration.ofDays(1));

    private final Duration lifetime;

    LinkPurpose(Duration lifetime) {
        this.lifetime = lifetime;
    }

    public Duration lifetime() {
        return lifetime;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
