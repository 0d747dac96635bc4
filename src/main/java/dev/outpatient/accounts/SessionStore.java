package dev.outpatient.accounts;

import java.time.Clock;
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

    /** What the current request has found already; null outside of one. Spring Session asks again when it ends. */
    @SuppressWarnings("ThreadLocalUsage") // There is one store.
    private final ThreadLocal<@Nullable Map<String, KeptSession<S>>> found = new ThreadLocal<>();

    private final FindByIndexNameSessionRepository<S> stored;
    private final SessionLimits limits;
    private final Clock clock;

    SessionStore(FindByIndexNameSessionRepository<S> stored, SessionLimits limits, Clock clock) {
        this.stored = stored;
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
        Map<String, KeptSession<S>> known = found.get();
        KeptSession<S> session = known == null ? null : known.get(id);
        if (session == null) {
            session = load(id);
            if (known != null && session != null) {
                known.put(id, session);
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
        if (!session.isReadable() || session.isOver()) {
            stored.deleteById(id);
            return null;
        }
        return session;
    }

    @Override
    public void deleteById(String id) {
        Map<String, KeptSession<S>> known = found.get();
        if (known != null) {
            known.remove(id);
        }
        stored.deleteById(id);
    }

    /** A request begins: until it ends, each session is looked up once. */
    void begin() {
        found.set(new HashMap<>());
    }

    void end() {
        found.remove();
    }

    /** Those that are not over, of somebody by the name of {@link SignedIn#getName()}. */
    List<KeptSession<S>> listOf(String name) {
        return stored.findByPrincipalName(name).values().stream()
                .map(row -> new KeptSession<>(row, limits, clock, false))
                .filter(session -> session.isReadable() && !session.isOver())
                .toList();
    }
}
