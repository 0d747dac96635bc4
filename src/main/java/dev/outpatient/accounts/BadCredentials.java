package dev.outpatient.accounts;

import dev.outpatient.shared.Problem;

/** Sign-in failed; it does not say whether the e-mail or the password was wrong. */
public final class BadCredentials extends Problem {

    private BadCredentials(String message) {
        super(Kind.UNAUTHENTICATED, "bad-credentials", message);
    }

    static BadCredentials refused() {
        return new BadCredentials("The e-mail or the password is not right.");
    }

    static BadCredentials spent() {
        return new BadCredentials("This refresh token is not good any more. Sign in again.");
    }

    static BadCredentials passkey() {
        return new BadCredentials("This passkey can't be used here.");
    }
}
