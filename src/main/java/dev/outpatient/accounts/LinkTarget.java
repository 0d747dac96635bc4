package dev.outpatient.accounts;

import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Reference;
import dev.outpatient.shared.Role;
import org.jspecify.annotations.Nullable;

/**
 * What a link is about.
 *
 * @param kind 0 for what is no account yet, else as in a {@link Reference}
 * @param id the account, or what waits for the link
 * @param email where the link was sent, or null when it was shown instead
 */
public record LinkTarget(int kind, long id, @Nullable String email) {

    /** The clinic itself, before it has an admin. */
    static final LinkTarget CLINIC = new LinkTarget(0, 0, null);

    static LinkTarget of(Actor account, @Nullable String email) {
        return new LinkTarget(account.reference().kind().code(), account.id(), email);
    }

    public static LinkTarget pending(long id, String email) {
        return new LinkTarget(0, id, email);
    }

    /** The account it is about. */
    Actor actor() {
        for (Role role : Role.values()) {
            Actor account = new Actor(role, id);
            if (account.reference().kind().code() == kind) {
                return account;
            }
        }
        throw new IllegalStateException("The link is about no account but kind " + kind);
    }
}
