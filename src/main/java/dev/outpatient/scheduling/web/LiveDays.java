package dev.outpatient.scheduling.web;

import dev.outpatient.accounts.OwnSessions;
import dev.outpatient.accounts.SessionLimits;
import dev.outpatient.scheduling.DayVersions;
import dev.outpatient.scheduling.WatchedDay;
import dev.outpatient.shared.Actor;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The streams that are open on this node. Once a second it asks the database for all of their days and sessions together,
 * so what happens on another node is told as soon as what happens here; when there is no stream it asks nothing.
 */
@Component
class LiveDays {

    private static final Logger log = LoggerFactory.getLogger(LiveDays.class);

    /** Browsers open no more to one host, unless they speak HTTP/2. */
    private static final int STREAMS_OF_A_SESSION = 6;

    /** Then the browser comes back, perhaps to a node that was started since. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final int FULL_SECONDS = 60;

    private final DayVersions days;
    private final OwnSessions sessions;
    private final SessionLimits limits;
    private final LiveSettings settings;
    private final Clock clock;
    /** In the order in which they were opened. */
    private final List<DayStream> streams = new CopyOnWriteArrayList<>();

    private volatile boolean closed;

    LiveDays(DayVersions days, OwnSessions sessions, SessionLimits limits, LiveSettings settings, Clock clock) {
        this.days = days;
        this.sessions = sessions;
        this.limits = limits;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What the page of a day needs; null when pages don't follow. To be asked for before the day itself is read.
     *
     * @param page its address
     * @param changes that of its stream
     */
    @Nullable
    LiveDay of(Actor actor, WatchedDay day, String page, String changes) {
        return settings.streams() == 0 ? null : new LiveDay(page, changes, days.get(actor, day));
    }

    /**
     * The stream of a page, or a refusal when the node has too many.
     *
     * @param version what the page shows
     * @param session that of the request; null when it has none
     */
    synchronized ResponseEntity<SseEmitter> open(
            Actor actor, WatchedDay day, String version, @Nullable HttpSession session) {
        if (session == null) {
            // Nothing would ever end it.
            return ResponseEntity.noContent().build();
        }
        String id = session.getId();
        makeRoom(id);
        if (closed || streams.size() >= settings.streams()) {
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .header(HttpHeaders.RETRY_AFTER, Integer.toString(FULL_SECONDS))
                    .build();
        }
        Instant now = clock.instant();
        Duration left = OwnSessions.left(session, limits, clock)
                .filter(rest -> rest.compareTo(LONGEST) < 0)
                .orElse(LONGEST);
        DayStream stream = new DayStream(day, id, actor, version, now, now.plus(left));
        stream.emitter().onCompletion(() -> streams.remove(stream));
        stream.emitter().onError(gone -> streams.remove(stream));
        stream.open();
        streams.add(stream);
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                // nginx collects what it passes on, unless the answer says not to.
                .header("X-Accel-Buffering", "no")
                .body(stream.emitter());
    }

    /** Pages that were left are known to be gone only when they are written to, so it is the oldest stream that goes. */
    private void makeRoom(String session) {
        List<DayStream> own = streams.stream()
                .filter(stream -> stream.session().equals(session))
                .toList();
        for (DayStream oldest : own.subList(0, Math.max(0, own.size() - STREAMS_OF_A_SESSION + 1))) {
            streams.remove(oldest);
            oldest.emitter().complete();
        }
    }

    @Scheduled(fixedDelay = 1000)
    void tell() {
        if (streams.isEmpty()) {
            return;
        }
        List<DayStream> open = new ArrayList<>(streams);
        Instant now = clock.instant();
        try {
            endSignedOut(open);
            Map<WatchedDay, String> versions =
                    days.list(open.stream().map(DayStream::day).collect(Collectors.toSet()));
            for (DayStream stream : open) {
                tell(stream, stream.tell(versions.getOrDefault(stream.day(), ""), now), now);
            }
        } catch (DataAccessException e) {
            // Nobody can be told that anything changed, nor can anything change.
            log.debug("No day is followed while MySQL is away: {}", e.getMessage());
            open.forEach(stream -> tell(stream, stream.breathe(now), now));
        }
    }

    private void tell(DayStream stream, boolean heard, Instant now) {
        if (!heard) {
            streams.remove(stream);
        } else if (stream.isOver(now)) {
            streams.remove(stream);
            stream.emitter().complete();
        }
    }

    /** Also those who changed their role, and those who left the browser alone for too long. */
    private void endSignedOut(List<DayStream> open) {
        Map<String, Actor> who = new HashMap<>();
        open.forEach(stream -> who.put(stream.session(), stream.actor()));
        Set<String> goingOn = sessions.goingOn(who);
        open.removeIf(stream -> {
            boolean over = !goingOn.contains(stream.session());
            if (over) {
                streams.remove(stream);
                stream.signedOut();
            }
            return over;
        });
    }

    /** Before the web server waits for the requests that are under way: these have no end of their own. */
    @EventListener(ContextClosedEvent.class)
    synchronized void close() {
        closed = true;
        streams.forEach(stream -> stream.emitter().complete());
        streams.clear();
    }
}
