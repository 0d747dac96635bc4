package dev.outpatient.accounts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/**
 * The sessions, as Spring Session keeps them in the database, each within our limits. One that is over, or that another
 * version of the program wrote and this one can't read, is as none.
 *
 * @param <S> the sessions of the store beneath
 */
final class SessionStore<S extends Session> implements SessionRepository<KeptSession<S>> {

    /** No sign-in takes so long from the look at the account to the session. */
    private static final Duration BEGINNING = Duration.ofSeconds(30);

    /**
     * What is known while a request is answered.
     *
     * @param unattended whether nobody need be there who sent it
     * @param found the sessions that it has looked up already; Spring Session asks again when it ends
     */
    private record Asked<S extends Session>(boolean unattended, Map<String, KeptSession<S>> found) {}

    /** Null outside of a request. */
    @SuppressWarnings("ThreadLocalUsage") // There is one store.
    private final ThreadLocal<@Nullable Asked<S>> request = new ThreadLocal<>();

    private final FindByIndexNameSessionRepository<S> stored;
    private final AccountStates states;
    private final SessionLimits limits;
    private final Clock clock;

    SessionStore(FindByIndexNameSessionRepository<S> stored, AccountStates states, SessionLimits limits, Clock clock) {
        this.stored = stored;
        this.states = states;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public KeptSession<S> createSession() {
        S session = stored.createSession();
        session.setLastAccessedTime(clock.instant());
        session.setMaxInactiveInterval(SessionLimits.VISITOR_IDLE);
        return new KeptSession<>(session, limits, clock, true);
    }

    @Override
    public void save(KeptSession<S> session) {
        if (session.isChanged()) {
            stored.save(session.stored());
            session.saved();
        }
    }

    @Override
    public @Nullable KeptSession<S> findById(String id) {
        Asked<S> asked = request.get();
        KeptSession<S> session = asked == null ? null : asked.found().get(id);
        if (session == null) {
            session = load(id);
            if (asked != null && session != null) {
                asked.found().put(id, session);
                if (asked.unattended()) {
                    session.leaveUnseen();
                }
            }
        }
        return session;
    }

    private @Nullable KeptSession<S> load(String id) {
        S row = stored.findById(id);
        if (row == null) {
            return null;
        }
        KeptSession<S> session = new KeptSession<>(row, limits, clock, false);
        if (!session.isReadable() || session.isOver() || isDisabled(session)) {
            stored.deleteById(id);
            return null;
        }
        return session;
    }

    /** Sessions end when an account is disabled; this is for one that was just then beginning. */
    private boolean isDisabled(KeptSession<S> session) {
        Instant lately = clock.instant().minus(BEGINNING);
        return session.start()
                .filter(start -> start.signedInAt().isAfter(lately) && !states.isOpen(start.actor()))
                .isPresent();
    }

    @Override
    public void deleteById(String id) {
        Asked<S> asked = request.get();
        if (asked != null) {
            asked.found().remove(id);
        }
        stored.deleteById(id);
    }

    /**
     * A request begins: until it ends, each session is looked up once.
     *
     * @param unattended whether its sessions are left as when they were last used
     */
    void begin(boolean unattended) {
        request.set(new Asked<>(unattended, new HashMap<>()));
    }

    void end() {
        request.remove();
    }

    /** Those that are not over, of somebody by the name of {@link SignedIn#getName()}. */
    List<KeptSession<S>> listOf(String name) {
        return stored.findByPrincipalName(name).values().stream()
                .map(row -> new KeptSession<>(row, limits, clock, false))
                .filter(session -> session.isReadable() && !session.isOver())
                .toList();
    }
}
