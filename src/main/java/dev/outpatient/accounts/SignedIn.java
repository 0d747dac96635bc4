package dev.outpatient.accounts;

import dev.outpatient.shared.Actor;
import java.io.Serializable;
import java.util.Optional;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** The principal of a session or an access token: who signed in, and the name to greet them by. */
public record SignedIn(Actor actor, String name) implements AuthenticatedPrincipal, Serializable {

    /** What sessions are found by: the role and the id, such as {@code doctor:7}. */
    @Override
    public String getName() {
        return nameOf(actor);
    }

    static String nameOf(Actor actor) {
        return actor.role().word() + ":" + actor.id();
    }

    /** Who sent the current request, or empty for a visitor. */
    public static Optional<SignedIn> current() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedIn who
                ? Optional.of(who)
                : Optional.empty();
    }
}
