package dev.outpatient.accounts;

import dev.outpatient.shared.Actor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;
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
    private final AccountStates states;
    private final SecondFactorRepository factors;
    private final PasskeyOwnerRepository passkeys;
    private final KnownDeviceRepository devices;
    private final AvatarRepository avatars;

    AccountChanges(
            OneTimeLinks links,
            OwnSessions sessions,
            RefreshTokens refreshTokens,
            AccountStates states,
            SecondFactorRepository factors,
            PasskeyOwnerRepository passkeys,
            KnownDeviceRepository devices,
            AvatarRepository avatars) {
        this.links = links;
        this.sessions = sessions;
        this.refreshTokens = refreshTokens;
        this.states = states;
        this.factors = factors;
        this.passkeys = passkeys;
        this.devices = devices;
        this.avatars = avatars;
    }

    /**
     * The password, the e-mail or a second factor of an account changed: in the transaction of the change, whatever was
     * opened with the old one ends, so that a thief is out. The session that the change was made in stays.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void secretChanged(Actor account) {
        links.endAll(LinkTarget.of(account, null));
        refreshTokens.revokeAll(account);
        states.endTokens(account);
        sessions.endOthers(account, currentSession());
    }

    /** Nobody signs in to the account from now on, and whoever is signed in to it is signed out. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void disabled(Actor account) {
        states.disable(account);
        links.endAll(LinkTarget.of(account, null));
        refreshTokens.revokeAll(account);
        sessions.endAll(account);
    }

    /**
     * The owner left: nobody signs in any more, and the photo goes with all by which the account was opened, but for the
     * password, which is in the table of the owner.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void closed(Actor account) {
        disabled(account);
        factors.removeApp(account);
        factors.replaceCodes(account, List.of());
        passkeys.deleteAll(account);
        devices.deleteAll(account);
        avatars.delete(account);
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
