package dev.outpatient.scheduling.web;

import dev.outpatient.scheduling.WatchedDay;
import dev.outpatient.shared.Actor;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The stream of one page that is open in a browser. It says that the day changed, and nothing of what is in it. */
final class DayStream {

    /** Proxies cut what is silent for longer, often after half a minute. */
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private final SseEmitter emitter = new SseEmitter(0L);
    private final WatchedDay day;
    private final String session;
    private final Actor actor;
    private final Instant endsAt;
    private String told;
    private Instant spokeAt;

    /**
     * @param session its id
     * @param version of the day that the page shows
     */
    DayStream(WatchedDay day, String session, Actor actor, String version, Instant now, Instant endsAt) {
        this.day = day;
        this.session = session;
        this.actor = actor;
        this.told = version;
        this.spokeAt = now;
        this.endsAt = endsAt;
    }

    SseEmitter emitter() {
        return emitter;
    }

    WatchedDay day() {
        return day;
    }

    String session() {
        return session;
    }

    Actor actor() {
        return actor;
    }

    boolean isOver(Instant now) {
        return !now.isBefore(endsAt);
    }

    /**
     * Tells the version of the day, if the page does not know it.
     *
     * @return false when nobody listens any more
     */
    boolean tell(String version, Instant now) {
        if (version.equals(told)) {
            return breathe(now);
        }
        told = version;
        spokeAt = now;
        return send(SseEmitter.event().name("changed").data(version));
    }

    /** Says something without meaning, if nothing was said for long. */
    boolean breathe(Instant now) {
        if (now.isBefore(spokeAt.plus(SILENCE))) {
            return true;
        }
        spokeAt = now;
        return open();
    }

    /** Sends the headers, so that the browser knows that it is heard. */
    boolean open() {
        return send(SseEmitter.event().comment(""));
    }

    /** The session is no more: the page has to ask who is there. */
    void signedOut() {
        send(SseEmitter.event().name("over").data(""));
        emitter.complete();
    }

    private boolean send(SseEmitter.SseEventBuilder event) {
        try {
            emitter.send(event);
            return true;
        } catch (IOException | IllegalStateException gone) {
            return false;
        }
    }
}
