package dev.outpatient.accounts;

import dev.outpatient.shared.Actor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** What follows when something changes by which an account is entered: whoever entered it before is out. */
@Service
public class AccountChanges {

    private final OwnSessions sessions;

    AccountChanges(OwnSessions sessions) {
        this.sessions = sessions;
    }

    /**
     * A password, an e-mail or a second factor is another one now. Ends the sessions of the actor, but not the one that
     * the change was made in. Runs in the transaction of the change, where there is one.
     */
    public void secretChanged(Actor actor) {
        sessions.endOthers(actor, currentSession());
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
