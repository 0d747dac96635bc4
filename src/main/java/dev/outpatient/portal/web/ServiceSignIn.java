package dev.outpatient.portal.web;

import dev.outpatient.accounts.ServiceTokens;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** Takes bearer tokens that begin as service tokens do, and leaves all others to the one for access tokens. */
final class ServiceSignIn implements AuthenticationProvider {

    private final ServiceTokens tokens;

    ServiceSignIn(ServiceTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication attempt) {
        String secret = ((BearerTokenAuthenticationToken) attempt).getToken();
        if (!secret.startsWith(ServiceTokens.PREFIX)) {
            return null;
        }
        return tokens.use(secret)
                .map(ServiceCaller::new)
                .orElseThrow(() -> new InvalidBearerTokenException("Not a service token that is good now"));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return BearerTokenAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
