package dev.outpatient.portal.web;

import dev.outpatient.accounts.ServiceToken;
import dev.outpatient.accounts.Sessions;
import dev.outpatient.accounts.SignedIn;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Role;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/**
 * Another program that calls with a service token. It acts for the admin who made the token, so it can never do more;
 * {@link ServiceScopes} lets it do less.
 */
final class ServiceCaller extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1;

    private final transient ServiceToken token;

    ServiceCaller(ServiceToken token) {
        super(Sessions.authorities(Role.ADMIN));
        this.token = token;
        setAuthenticated(true);
    }

    ServiceToken token() {
        return token;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public SignedIn getPrincipal() {
        return new SignedIn(Actor.admin(token.createdById()), token.name());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ServiceCaller caller && caller.token.id() == token.id();
    }

    @Override
    public int hashCode() {
        return Objects.hash(token.id());
    }
}
