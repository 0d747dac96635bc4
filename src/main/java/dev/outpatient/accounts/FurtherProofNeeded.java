package dev.outpatient.accounts;

import java.util.List;
import org.springframework.security.authentication.AccountStatusException;

/**
 * The password was right, but does not yet say who signs in: it is the password of several accounts, or a second factor
 * is to follow. To Spring Security this is a failure, so nothing is signed in; being about the account, it also keeps it
 * from asking anybody else.
 */
public final class FurtherProofNeeded extends AccountStatusException {

    private static final long serialVersionUID = 1;

    private final transient List<SignedIn> accounts;
    private final transient String email;

    FurtherProofNeeded(List<SignedIn> accounts, String email) {
        super("More is needed than the password");
        this.accounts = accounts;
        this.email = email;
    }

    /** By which the password was given. */
    public String email() {
        return email;
    }

    /** Those whose password it is. */
    public List<SignedIn> accounts() {
        return accounts;
    }
}
