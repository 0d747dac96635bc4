package dev.outpatient.accounts;

import dev.outpatient.audit.AuditTrail;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Problem;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** Where somebody is signed in by a browser, and how that is ended from elsewhere. */
@Service
public class OwnSessions {

    private static final int AT_ONCE = 400;

    private final SessionStore<?> sessions;
    private final SessionRowRepository rows;
    private final AuditTrail trail;
    private final Clock clock;

    OwnSessions(SessionStore<?> sessions, SessionRowRepository rows, AuditTrail trail, Clock clock) {
        this.sessions = sessions;
        this.rows = rows;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * The newest first, but the one that asks before all.
     *
     * @param secret the id of the session that asks, or null when none does
     */
    public List<OpenSession> list(Actor actor, @Nullable String secret) {
        return kept(actor).stream()
                .flatMap(session -> session.start().stream().map(start -> open(session, start, secret)))
                .sorted(Comparator.comparing(OpenSession::current)
                        .thenComparing(OpenSession::signedInAt)
                        .reversed())
                .toList();
    }

    /** @throws Problem.NotFound when the actor has no such session, any more or ever */
    public void end(Actor actor, String id) {
        KeptSession<?> ended = kept(actor).stream()
                .filter(session ->
                        session.start().filter(start -> start.id().equals(id)).isPresent())
                .findFirst()
                .orElseThrow(() -> Problem.NotFound.of("session"));
        sessions.deleteById(ended.getId());
        trail.info(actor, "Signed out another browser");
    }

    /** Ends every session of the actor but the one that asks; all of them when none does. */
    public void endOthers(Actor actor, @Nullable String secret) {
        int ended = rows.deleteOthers(SignedIn.nameOf(actor), Objects.requireNonNullElse(secret, ""));
        if (ended > 0) {
            trail.info(actor, "Signed out everywhere else");
        }
    }

    /** Ends every session of an account, for another reason than its owner's wish. */
    void endAll(Actor account) {
        rows.deleteOthers(SignedIn.nameOf(account), "");
    }

    /**
     * Those of some sessions that go on, on whatever node they are used. To ask is not to use them.
     *
     * @param who by the id of each session, who was signed in
     * @return the ids of those in which the same person still is
     */
    public Set<String> goingOn(Map<String, Actor> who) {
        Set<String> goingOn = new HashSet<>();
        List<String> all = List.copyOf(who.keySet());
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            rows.names(all.subList(from, Math.min(from + AT_ONCE, all.size())), clock.instant())
                    .forEach((secret, name) -> {
                        if (name.equals(SignedIn.nameOf(Objects.requireNonNull(who.get(secret))))) {
                            goingOn.add(secret);
                        }
                    });
        }
        return goingOn;
    }

    /** How long the session may go on, whatever is done in it; empty for a visitor's. */
    public static Optional<Duration> left(@Nullable HttpSession session, SessionLimits limits, Clock clock) {
        return session != null && session.getAttribute(KeptSession.START) instanceof SessionStart start
                ? Optional.of(Duration.between(
                        clock.instant(),
                        start.signedInAt().plus(limits.longest(start.actor().role()))))
                : Optional.empty();
    }

    /** What is over already opens nothing; this keeps the table small. */
    @Scheduled(fixedDelay = 10, initialDelay = 10, timeUnit = TimeUnit.MINUTES)
    void removeExpired() {
        rows.deleteExpired(clock.instant());
    }

    private List<? extends KeptSession<?>> kept(Actor actor) {
        return sessions.listOf(SignedIn.nameOf(actor));
    }

    private static OpenSession open(KeptSession<?> session, SessionStart start, @Nullable String secret) {
        Instant seenAt = session.getLastAccessedTime();
        return new OpenSession(
                start.id(),
                start.browser(),
                start.address(),
                start.signedInAt(),
                seenAt,
                session.getId().equals(secret));
    }
}
