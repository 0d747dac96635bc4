package dev.outpatient.accounts.web;

import dev.outpatient.accounts.OpenSession;
import dev.outpatient.accounts.OwnSessions;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Page;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** In which browsers a caller is signed in. */
@RestController
@RequestMapping("/api/v1/me/sessions")
class SessionsApi {

    record Item(
            String id,
            String device,
            String address,
            OffsetDateTime signedInAt,
            OffsetDateTime lastSeenAt,
            boolean current) {

        static Item of(OpenSession session) {
            return new Item(
                    session.id(),
                    BrowserName.of(session.browser()).inEnglish(),
                    session.address(),
                    session.signedInAt().atOffset(ZoneOffset.UTC),
                    session.lastSeenAt().atOffset(ZoneOffset.UTC),
                    session.current());
        }
    }

    private final OwnSessions sessions;

    SessionsApi(OwnSessions sessions) {
        this.sessions = sessions;
    }

    @GetMapping
    Page<Item> list(Actor actor, HttpServletRequest request) {
        return new Page<>(
                sessions.list(actor, secret(request)).stream().map(Item::of).toList(), null);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(Actor actor, @PathVariable String id) {
        sessions.end(actor, id);
    }

    static @Nullable String secret(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? null : session.getId();
    }
}
