package dev.outpatient.accounts;

import dev.outpatient.shared.Role;
import org.jspecify.annotations.Nullable;

/**
 * Which of those who work for the clinic an admin looks for; what is null does not narrow.
 *
 * @param words a part of the name or of the e-mail
 */
public record StaffFilter(
        @Nullable String words,
        @Nullable Role role,
        @Nullable State state) {

    /** How it stands with an account. */
    public enum State {
        /** No password was set yet. */
        INVITED,
        ACTIVE,
        DISABLED
    }
}
