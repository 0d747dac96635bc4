package dev.outpatient.accounts;

import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
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
    private final SecondFactors factors;
    private final Clock clock;
    private final HttpSessionSecurityContextRepository repository = new HttpSessionSecurityContextRepository();

    Sessions(SignIn signIn, SecondFactors factors, Clock clock) {
        this.signIn = signIn;
        this.factors = factors;
        this.clock = clock;
    }

    /** The authority that {@code hasRole} asks for. */
    public static List<GrantedAuthority> authorities(Role role) {
        return List.of(new SimpleGrantedAuthority("ROLE_" + role.name()));
    }

    /**
     * Signs somebody in whose password is known to be right, as after a registration. Where more is needed than a
     * password, it only begins: the sign-in page asks for the rest.
     */
    public void open(HttpServletRequest request, HttpServletResponse response, SignedIn who) {
        if (isMoreNeeded(who.actor())) {
            HalfSignIn.of(List.of(who), null, "/", clock.instant()).begin(request);
        } else {
            openProven(request, response, who);
        }
    }

    /** Signs somebody in who has proven all that is asked for, in a session that nobody knew before. */
    public void openProven(HttpServletRequest request, HttpServletResponse response, SignedIn who) {
        boolean another =
                SignedIn.current().filter(before -> !before.equals(who)).isPresent();
        HttpSession before = request.getSession(false);
        if (another && before != null) {
            // Nothing of one role goes over to another.
            before.invalidate();
        }
        if (request.getSession(false) != null) {
            request.changeSessionId();
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authenticated(who));
        SecurityContextHolder.setContext(context);
        repository.saveContext(context, request, response);
    }

    /** From now on pages call who is signed in here by this name. */
    public void rename(HttpServletRequest request, HttpServletResponse response, String name) {
        SignedIn.current().filter(who -> !who.name().equals(name)).ifPresent(who -> {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(authenticated(new SignedIn(who.actor(), name)));
            SecurityContextHolder.setContext(context);
            repository.saveContext(context, request, response);
        });
    }

    /**
     * @throws BadCredentialsException when e-mail or password are wrong
     * @throws LockedException caused by {@link TooManyAttempts} when it was tried too often
     * @throws FurtherProofNeeded when they are right, but more is to be proven or chosen
     */
    @Override
    public Authentication authenticate(Authentication attempt) {
        try {
            List<SignedIn> accounts = signIn
                    .prove(attempt.getName(), String.valueOf(attempt.getCredentials()), role(attempt.getDetails()))
                    .stream()
                    .map(account -> new SignedIn(account.actor(), account.name()))
                    .toList();
            if (accounts.size() > 1 || isMoreNeeded(accounts.getFirst().actor())) {
                throw new FurtherProofNeeded(accounts, attempt.getName());
            }
            signIn.signedIn(accounts.getFirst().actor(), attempt.getName());
            return authenticated(accounts.getFirst());
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

    /** Whether the password of this account does not sign in by itself. */
    public boolean isMoreNeeded(Actor actor) {
        return factors.has(actor) || factors.requiredOf().contains(actor.role());
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
