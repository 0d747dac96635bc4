package dev.outpatient.accounts;

import dev.outpatient.shared.Actor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a sign-in has come that a password alone does not finish. It is kept beside the session's identity, never in
 * its place: to every rule and page the browser is still who it was before, mostly nobody.
 *
 * @param accounts those whose password was right; with more than one the person has yet to say as whom
 * @param email by which the password was given, or null where none was
 * @param next where to go on afterwards, checked already
 * @param several whether the person had a choice of roles
 */
public record HalfSignIn(
        List<SignedIn> accounts, @Nullable String email, String next, boolean several, Instant endsAt, int wrongCodes)
        implements Serializable {

    /** So many wrong codes, and the password is asked for again. */
    static final int TRIES = 5;

    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final String ATTRIBUTE = "outpatient.half-sign-in";
    private static final String SEVERAL = "outpatient.several-roles";

    public static HalfSignIn of(List<SignedIn> accounts, @Nullable String email, String next, Instant now) {
        return new HalfSignIn(List.copyOf(accounts), email, next, accounts.size() > 1, now.plus(LIFETIME), 0);
    }

    /** For somebody who is signed in and wants to be so in one of these other roles. */
    public static HalfSignIn ofSwitch(List<SignedIn> others, @Nullable String email, Instant now) {
        return new HalfSignIn(List.copyOf(others), email, "/", true, now.plus(LIFETIME), 0);
    }

    /** The one of this browser, unless it took too long. */
    public static Optional<HalfSignIn> find(HttpServletRequest request, Instant now) {
        HttpSession session = request.getSession(false);
        return session != null
                        && session.getAttribute(ATTRIBUTE) instanceof HalfSignIn half
                        && now.isBefore(half.endsAt)
                ? Optional.of(half)
                : Optional.empty();
    }

    /** Keeps it, in a session whose id nobody knew before the password was given. */
    public void begin(HttpServletRequest request) {
        if (request.getSession(false) != null) {
            request.changeSessionId();
        }
        keep(request);
    }

    public void keep(HttpServletRequest request) {
        request.getSession().setAttribute(ATTRIBUTE, this);
    }

    public static void forget(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(ATTRIBUTE);
        }
    }

    /** Tells the session that has just begun whether its person has other roles. */
    public static void tellSeveral(HttpServletRequest request, boolean several) {
        request.getSession().setAttribute(SEVERAL, several);
    }

    /** Whether the person of this session may want to change to another role. */
    public static boolean hasSeveral(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && Boolean.TRUE.equals(session.getAttribute(SEVERAL));
    }

    /** Whether it is clear as whom. */
    public boolean isChosen() {
        return accounts.size() == 1;
    }

    /** @throws IllegalStateException when it is not clear yet as whom */
    public SignedIn chosen() {
        if (!isChosen()) {
            throw new IllegalStateException("No role was chosen");
        }
        return accounts.getFirst();
    }

    /** The same for one of the accounts; empty when it is none of those whose password was right. */
    public Optional<HalfSignIn> choose(Actor actor) {
        return accounts.stream()
                .filter(account -> account.actor().equals(actor))
                .findFirst()
                .map(account -> new HalfSignIn(List.of(account), email, next, several, endsAt, wrongCodes));
    }

    /** The same with one try less; empty when there is none left. */
    public Optional<HalfSignIn> afterWrongCode() {
        int wrong = wrongCodes + 1;
        return wrong >= TRIES
                ? Optional.empty()
                : Optional.of(new HalfSignIn(accounts, email, next, several, endsAt, wrong));
    }
}
