package dev.outpatient.accounts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.serializer.support.SerializationFailedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.session.Session;

/**
 * A session of Spring Session that knows our limits. It notes how it began when somebody signs in by it, whichever way;
 * it tells the time by our clock; and it is written only when there is something to keep, so that a page that is only
 * looked at costs no write.
 *
 * @param <S> the session of the store
 */
final class KeptSession<S extends Session> implements Session {

    static final String START = "outpatient.start";

    /** Having been seen again is not worth a write sooner than this. */
    static final Duration GRAIN = Duration.ofSeconds(30);

    private static final String SECURITY_CONTEXT = HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY;

    private final S stored;
    private final SessionLimits limits;
    private final Clock clock;
    private boolean changed;
    private boolean unseen;

    /** @param changed whether the store does not have it yet */
    KeptSession(S stored, SessionLimits limits, Clock clock, boolean changed) {
        this.stored = stored;
        this.limits = limits;
        this.clock = clock;
        this.changed = changed;
    }

    S stored() {
        return stored;
    }

    boolean isChanged() {
        return changed;
    }

    void saved() {
        changed = false;
    }

    /** From now on, being looked up is not being used. */
    void leaveUnseen() {
        unseen = true;
    }

    /** Empty for a visitor's. */
    Optional<SessionStart> start() {
        return Optional.ofNullable(getAttribute(START));
    }

    /** Whether it ended, by being left alone or by its age. */
    boolean isOver() {
        Instant now = clock.instant();
        return !now.isBefore(getLastAccessedTime().plus(getMaxInactiveInterval()))
                || start().filter(start -> !now.isBefore(start.signedInAt()
                                .plus(limits.longest(start.actor().role()))))
                        .isPresent();
    }

    /** False when another version of the program wrote what this one does not know. */
    boolean isReadable() {
        try {
            for (String name : getAttributeNames()) {
                stored.<@Nullable Object>getAttribute(name);
            }
            Object start = stored.<@Nullable Object>getAttribute(START);
            Object context = stored.<@Nullable Object>getAttribute(SECURITY_CONTEXT);
            return start instanceof SessionStart
                    || (start == null && signedIn(context).isEmpty());
        } catch (ConversionException | SerializationFailedException e) {
            return false;
        }
    }

    @Override
    public String getId() {
        return stored.getId();
    }

    @Override
    public String changeSessionId() {
        changed = true;
        return stored.changeSessionId();
    }

    @Override
    public <T> @Nullable T getAttribute(String name) {
        return stored.getAttribute(name);
    }

    @Override
    public Set<String> getAttributeNames() {
        return stored.getAttributeNames();
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        if (value == null) {
            removeAttribute(name);
            return;
        }
        changed = true;
        if (name.equals(SECURITY_CONTEXT)) {
            signedIn(value).ifPresent(this::begin);
        }
        stored.setAttribute(name, value);
    }

    @Override
    public void removeAttribute(String name) {
        if (stored.getAttributeNames().contains(name)) {
            changed = true;
            stored.removeAttribute(name);
        }
    }

    @Override
    public Instant getCreationTime() {
        return stored.getCreationTime();
    }

    /** Now by our clock, whatever the caller's says. */
    @Override
    public void setLastAccessedTime(Instant ignored) {
        Instant now = clock.instant();
        if (!unseen && !now.isBefore(getLastAccessedTime().plus(GRAIN))) {
            changed = true;
            stored.setLastAccessedTime(now);
        }
    }

    @Override
    public Instant getLastAccessedTime() {
        return stored.getLastAccessedTime();
    }

    @Override
    public void setMaxInactiveInterval(Duration interval) {
        if (!interval.equals(getMaxInactiveInterval())) {
            changed = true;
            stored.setMaxInactiveInterval(interval);
        }
    }

    @Override
    public Duration getMaxInactiveInterval() {
        return stored.getMaxInactiveInterval();
    }

    @Override
    public boolean isExpired() {
        return isOver();
    }

    private void begin(SignedIn who) {
        if (start().filter(start -> start.actor().equals(who.actor())).isEmpty()) {
            Caller caller = Caller.current();
            stored.setAttribute(
                    START,
                    new SessionStart(
                            UUID.randomUUID().toString(),
                            who.actor(),
                            clock.instant(),
                            caller.browser(),
                            caller.address()));
        }
        stored.setMaxInactiveInterval(limits.idle(who.actor().role()));
    }

    private static Optional<SignedIn> signedIn(@Nullable Object value) {
        if (!(value instanceof SecurityContext context)) {
            return Optional.empty();
        }
        Authentication authentication = context.getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedIn who
                ? Optional.of(who)
                : Optional.empty();
    }
}
