package dev.outpatient.accounts;

import dev.outpatient.shared.Actor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** What must end when that changes by which somebody signs in. */
@Service
public class AccountChanges {

    private final OneTimeLinks links;
    private final OwnSessions sessions;
    private final RefreshTokens refreshTokens;

    AccountChanges(OneTimeLinks links, OwnSessions sessions, RefreshTokens refreshTokens) {
        this.links = links;
        this.sessions = sessions;
        this.refreshTokens = refreshTokens;
    }

    /**
     * The password, the e-mail or a second factor of an account changed: in the transaction of the change, whatever was
     * opened with the old one ends, so that a thief is out. The session that the change was made in stays.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void secretChanged(Actor account) {
        links.endAll(LinkTarget.of(account, null));
        refreshTokens.revokeAll(account);
        sessions.endOthers(account, currentSession());
    }

    private static @Nullable String currentSession() {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
            return null;
        }
        HttpServletRequest request = attributes.getRequest();
        HttpSession session = request.getSession(false);
        return session == null ? null : session.getId();
    }
}
