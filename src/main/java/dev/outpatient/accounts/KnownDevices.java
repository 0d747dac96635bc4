package dev.outpatient.accounts;

import dev.outpatient.audit.AuditTrail;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.UtcTime;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The browsers in which people have signed in, each known by a cookie that opens nothing. A sign-in in one that is not
 * known is told to the person, by mail where there is mail, except the very first.
 */
@Repository
public class KnownDevices {

    private static final String COOKIE = "DEVICE";
    private static final Duration LIFETIME = Duration.ofDays(365);

    private final JdbcClient jdbc;
    private final SignIn signIn;
    private final AccountLetters letters;
    private final AuditTrail trail;
    private final Clock clock;

    KnownDevices(JdbcClient jdbc, SignIn signIn, AccountLetters letters, AuditTrail trail, Clock clock) {
        this.jdbc = jdbc;
        this.signIn = signIn;
        this.letters = letters;
        this.trail = trail;
        this.clock = clock;
    }

    /** Call when somebody has signed in by this browser. */
    @Transactional
    public void signedIn(HttpServletRequest request, HttpServletResponse response, Actor actor) {
        String name = request.isSecure() ? "__Host-" + COOKIE : COOKIE;
        String device = find(request, name).orElseGet(RandomSecret::next);
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(name, device)
                        .path("/")
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Lax")
                        .maxAge(LIFETIME)
                        .build()
                        .toString());
        String hash = RandomSecret.hash(device);
        if (isKnown(actor, hash)) {
            return;
        }
        boolean first = isFirst(actor);
        if (add(actor, hash) && !first) {
            trail.warning(actor, "Signed in on a new device");
            Credential account = signIn.get(actor);
            if (account.email() != null && letters.areSent()) {
                letters.newDevice(account.email(), LocaleContextHolder.getLocale(), account.name());
            }
        }
    }

    private boolean isKnown(Actor actor, String hash) {
        return jdbc.sql("UPDATE known_device SET seen_at = ? WHERE role = ? AND person_id = ? AND device_hash = ?")
                        .params(UtcTime.toColumn(clock.instant()), actor.role().word(), actor.id(), hash)
                        .update()
                > 0;
    }

    /** @return false when another sign-in of the same browser came first */
    private boolean add(Actor actor, String hash) {
        try {
            jdbc.sql("INSERT INTO known_device (role, person_id, device_hash, seen_at) VALUES (?, ?, ?, ?)")
                    .params(actor.role().word(), actor.id(), hash, UtcTime.toColumn(clock.instant()))
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    private boolean isFirst(Actor actor) {
        return jdbc.sql("SELECT device_hash FROM known_device WHERE role = ? AND person_id = ? LIMIT 1")
                .params(actor.role().word(), actor.id())
                .query(String.class)
                .optional()
                .isEmpty();
    }

    private static Optional<String> find(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(Cookie::getValue)
                        .filter(value -> value.matches("[A-Za-z0-9_-]{43}"))
                        .findFirst();
    }
}
