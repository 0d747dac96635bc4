package dev.outpatient.accounts.web;

import dev.outpatient.accounts.Passkeys;
import dev.outpatient.shared.Actor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * A challenge that a browser's passkey is to answer. It is kept in the session and good for one answer.
 *
 * @param maker who wants to make a passkey, or null when one is to be shown
 */
public record PendingPasskey(String challenge, @Nullable Actor maker, Instant endsAt) implements Serializable {

    private static final String ATTRIBUTE = "outpatient.passkey";
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    /** Keeps the challenge and answers the browser's script with the question. */
    static ResponseEntity<String> ask(
            HttpServletRequest request, Passkeys.Question question, @Nullable Actor maker, Instant now) {
        request.getSession()
                .setAttribute(ATTRIBUTE, new PendingPasskey(question.challenge(), maker, now.plus(LIFETIME)));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(question.options());
    }

    /** The challenge, which is then forgotten; only for the purpose that it was given for. */
    static Optional<String> take(HttpServletRequest request, @Nullable Actor maker, Instant now) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof PendingPasskey pending)) {
            return Optional.empty();
        }
        session.removeAttribute(ATTRIBUTE);
        boolean fits = maker == null ? pending.maker() == null : maker.equals(pending.maker());
        return fits && now.isBefore(pending.endsAt()) ? Optional.of(pending.challenge()) : Optional.empty();
    }
}
