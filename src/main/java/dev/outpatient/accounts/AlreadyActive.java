package dev.outpatient.accounts;

import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Problem;

/** Somebody who has a password is not invited again: who forgot it asks for a new one. */
public final class AlreadyActive extends Problem {

    private AlreadyActive(String message) {
        super(Kind.CONFLICT, "already-active", message);
    }

    static AlreadyActive of(Actor account) {
        return new AlreadyActive("The account of " + account.role().word() + " " + account.id()
                + " has a password. Who forgot it asks for a new one on the sign-in page.");
    }
}
