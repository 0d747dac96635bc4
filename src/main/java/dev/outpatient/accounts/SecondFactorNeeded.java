package dev.outpatient.accounts;

import dev.outpatient.shared.Problem;

/** The password was right, and is not enough. Only who knows the password is told so. */
public final class SecondFactorNeeded extends Problem {

    private SecondFactorNeeded(String message) {
        super(Kind.UNAUTHENTICATED, "second-factor-needed", message);
    }

    static SecondFactorNeeded missing() {
        return new SecondFactorNeeded("Send the code of the authenticator app, or a recovery code, as code.");
    }

    static SecondFactorNeeded wrong() {
        return new SecondFactorNeeded("The code is not right, was used before, or there were too many wrong ones.");
    }

    static SecondFactorNeeded none() {
        return new SecondFactorNeeded("The clinic asks for a second factor. Sign in on the pages to set one up.");
    }
}
