package dev.outpatient.accounts;

import dev.outpatient.shared.Actor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What must end when that changes by which somebody signs in. */
@Service
public class AccountChanges {

    private final OneTimeLinks links;
    private final RefreshTokens refreshTokens;

    AccountChanges(OneTimeLinks links, RefreshTokens refreshTokens) {
        this.links = links;
        this.refreshTokens = refreshTokens;
    }

    /**
     * The password, the e-mail or a second factor of an account changed: in the transaction of the change, whatever was
     * opened with the old one ends, so that a thief is out. What the request itself goes on with may stay.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void secretChanged(Actor account) {
        links.endAll(LinkTarget.of(account, null));
        refreshTokens.revokeAll(account);
    }
}
