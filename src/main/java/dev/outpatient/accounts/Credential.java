package dev.outpatient.accounts;

import dev.outpatient.shared.Actor;
import org.jspecify.annotations.Nullable;

/**
 * An account as sign-in sees it.
 *
 * @param passwordHash encoded, or null for one who can't sign in by password
 * @param open false when nobody may sign in, by whatever means
 */
public record Credential(
        Actor actor,
        String name,
        @Nullable String email,
        @Nullable String passwordHash,
        boolean open) {}
