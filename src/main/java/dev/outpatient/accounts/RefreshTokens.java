package dev.outpatient.accounts;

import dev.outpatient.accounts.RefreshFamilyRepository.Family;
import dev.outpatient.audit.AuditTrail;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Refresh tokens: each works once and gives the next of its family, for 30 days from the sign-in. One that comes when
 * it is not its turn was seen by two, so the whole family ends and both must sign in. Only the one just used is taken
 * once more, within half a minute, in case the answer that held its successor was lost; its successor is then void, so
 * that there is never more than one line of them.
 */
@Service
public class RefreshTokens {

    /** From the sign-in, however often the token is renewed. */
    static final Duration LIFETIME = Duration.ofDays(30);

    /** How long the token of which the answer may have been lost is taken once more. */
    static final Duration GRACE = Duration.ofSeconds(30);

    /** Known by its start to scanners that look for secrets in public places. */
    static final String PREFIX = "outpatient_rt_";

    private static final Pattern TOKEN = Pattern.compile(PREFIX + "([0-9a-f]{32})([A-Za-z0-9_-]{43})");
    private static final int FAMILY_BYTES = 16;

    /** What a refresh token was good for: the next one, and whom to give an access token. */
    public record Renewed(Credential account, String refreshToken) {}

    private final RefreshFamilyRepository families;
    private final SignIn signIn;
    private final AuditTrail trail;
    private final Clock clock;

    RefreshTokens(RefreshFamilyRepository families, SignIn signIn, AuditTrail trail, Clock clock) {
        this.families = families;
        this.signIn = signIn;
        this.trail = trail;
        this.clock = clock;
    }

    /** The first token of a family, for somebody who has just signed in. */
    @Transactional
    public String begin(Actor actor) {
        Instant now = clock.instant();
        families.removeExpired(actor, now);
        String family = HexFormat.of().formatHex(RandomSecret.bytes(FAMILY_BYTES));
        String secret = RandomSecret.next();
        families.add(family, actor, RandomSecret.hash(secret), now, now.plus(LIFETIME));
        return PREFIX + family + secret;
    }

    /**
     * Uses a token up and gives the next.
     *
     * @throws BadCredentials when it is none of ours, has expired, was ended, or was used before: then its family ends
     */
    @Transactional(noRollbackFor = BadCredentials.class)
    public Renewed renew(String token) {
        Matcher parts = TOKEN.matcher(token);
        if (!parts.matches()) {
            throw BadCredentials.spent();
        }
        String family = parts.group(1);
        Family kept = families.lock(family).orElseThrow(BadCredentials::spent);
        Instant now = clock.instant();
        if (!now.isBefore(kept.expiresAt())) {
            families.end(family);
            throw BadCredentials.spent();
        }
        String hash = RandomSecret.hash(parts.group(2));
        boolean itsTurn = RandomSecret.same(hash, kept.tokenHash());
        if (!itsTurn && !mayHaveBeenLost(hash, kept, now)) {
            families.end(family);
            trail.refused(
                    kept.actor(),
                    "sign-in.token-refused",
                    "A refresh token came twice, so what it belongs to was ended");
            throw BadCredentials.spent();
        }
        Optional<Credential> account = find(kept.actor());
        if (account.isEmpty()) {
            families.end(family);
            throw BadCredentials.spent();
        }
        String secret = RandomSecret.next();
        families.replace(
                family, RandomSecret.hash(secret), itsTurn ? kept.tokenHash() : null, itsTurn ? now : kept.rotatedAt());
        return new Renewed(account.get(), PREFIX + family + secret);
    }

    /** Ends the family of a token. What is no token of ours is passed over, so that the answer tells nothing. */
    @Transactional
    public void revoke(String token) {
        Matcher parts = TOKEN.matcher(token);
        if (parts.matches()) {
            String family = parts.group(1);
            Optional<Family> kept = families.lock(family);
            String hash = RandomSecret.hash(parts.group(2));
            if (kept.isPresent() && isOf(hash, kept.get())) {
                families.end(family);
                trail.info(kept.get().actor(), "Signed out of the API");
            }
        }
    }

    /** Ends all of somebody. */
    @Transactional
    void revokeAll(Actor actor) {
        families.endAll(actor);
    }

    private static boolean mayHaveBeenLost(String hash, Family kept, Instant now) {
        return kept.lastHash() != null
                && RandomSecret.same(hash, kept.lastHash())
                && now.isBefore(kept.rotatedAt().plus(GRACE));
    }

    private static boolean isOf(String hash, Family kept) {
        return RandomSecret.same(hash, kept.tokenHash())
                || (kept.lastHash() != null && RandomSecret.same(hash, kept.lastHash()));
    }

    private Optional<Credential> find(Actor actor) {
        try {
            return Optional.of(signIn.get(actor)).filter(Credential::open);
        } catch (Problem.NotFound e) {
            return Optional.empty();
        }
    }
}
