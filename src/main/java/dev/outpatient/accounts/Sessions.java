package dev.outpatient.accounts;

import dev.outpatient.shared.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/** Sign-in by the browser: how Spring Security asks {@link SignIn}, and how a session begins without a form. */
@Component
public class Sessions implements AuthenticationProvider {

    private final SignIn signIn;
    private final HttpSessionSecurityContextRepository repository = new HttpSessionSecurityContextRepository();

    Sessions(SignIn signIn) {
        this.signIn = signIn;
    }

    /** The authority that {@code hasRole} asks for. */
    public static List<GrantedAuthority> authorities(Role role) {
        return List.of(new SimpleGrantedAuthority("ROLE_" + role.name()));
    }

    /** Signs somebody in who has just proven who they are, in a session that nobody knew before. */
    public void open(HttpServletRequest request, HttpServletResponse response, SignedIn who) {
        if (request.getSession(false) != null) {
            request.changeSessionId();
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authenticated(who));
        SecurityContextHolder.setContext(context);
        repository.saveContext(context, request, response);
    }

    /**
     * @throws BadCredentialsException when e-mail or password are wrong
     * @throws LockedException caused by {@link TooManyAttempts} when it was tried too often
     */
    @Override
    public Authentication authenticate(Authentication attempt) {
        try {
            Credential account = signIn.authenticate(
                    attempt.getName(), String.valueOf(attempt.getCredentials()), role(attempt.getDetails()));
            return authenticated(new SignedIn(account.actor(), account.name()));
        } catch (BadCredentials e) {
            throw new BadCredentialsException(e.getMessage(), e);
        } catch (TooManyAttempts e) {
            throw new LockedException("Too many attempts", e);
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    private static Authentication authenticated(SignedIn who) {
        return UsernamePasswordAuthenticationToken.authenticated(
                who, null, authorities(who.actor().role()));
    }

    /** The form's role field, which the security rules pass on as the details of the attempt. */
    private static @Nullable Role role(@Nullable Object details) {
        for (Role role : Role.values()) {
            if (details instanceof String word && role.word().equals(word.toLowerCase(Locale.ROOT))) {
                return role;
            }
        }
        return null;
    }
}
