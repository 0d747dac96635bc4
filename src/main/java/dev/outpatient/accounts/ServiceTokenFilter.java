package dev.outpatient.accounts;

import org.jspecify.annotations.Nullable;

/**
 * Which service tokens an admin looks for; what is null does not narrow.
 *
 * @param words a part of the token's name or of the name of who made it
 */
public record ServiceTokenFilter(
        @Nullable String words, @Nullable State state) {

    /** Whether a program gets in with it. */
    public enum State {
        GOOD,
        EXPIRED,
        REVOKED
    }
}
