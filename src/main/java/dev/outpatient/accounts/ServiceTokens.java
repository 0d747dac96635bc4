package dev.outpatient.accounts;

import dev.outpatient.audit.AuditTrail;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Listing;
import dev.outpatient.shared.Page;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Rows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tokens by which other programs call the API: named, of a few scopes, good for a year at most, shown once. */
@Service
public class ServiceTokens {

    /** Known by its start to scanners that look for secrets in public places. */
    public static final String PREFIX = "outpatient_st_";

    /** The longest that a token is good for. */
    public static final Duration LONGEST = Duration.ofDays(365);

    private static final int LONGEST_NAME = 100;
    /** How exactly a token's last use is known: so a token that works all day does not write all day. */
    private static final Duration COARSE = Duration.ofHours(1);

    /** A new token, and its secret, which nobody can read again. */
    public record Created(ServiceToken token, String secret) {}

    private final ServiceTokenRepository repository;
    private final AuditTrail trail;
    private final Clock clock;

    ServiceTokens(ServiceTokenRepository repository, AuditTrail trail, Clock clock) {
        this.repository = repository;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Makes a token that acts for this admin, within its scopes.
     *
     * @throws Problem.Invalid on {@code name}, {@code scopes} or {@code expiresInDays}
     */
    @Transactional
    public Created create(Actor admin, String name, Set<ServiceScope> scopes, int expiresInDays) {
        requireAdmin(admin);
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw Problem.Invalid.field("name", "Use 1 to " + LONGEST_NAME + " characters.");
        }
        if (scopes.isEmpty()) {
            throw Problem.Invalid.field("scopes", "Choose at least one.");
        }
        if (expiresInDays < 1 || expiresInDays > LONGEST.toDays()) {
            throw Problem.Invalid.field("expiresInDays", "Use 1 to " + LONGEST.toDays() + " days.");
        }
        Instant now = clock.instant();
        String secret = PREFIX + RandomSecret.next();
        long id = repository.add(
                name.strip(),
                RandomSecret.hash(secret),
                scopes,
                admin.id(),
                now,
                now.plus(Duration.ofDays(expiresInDays)));
        trail.info(admin, "Made service token " + id);
        return new Created(repository.find(id).orElseThrow(), secret);
    }

    /** Newest first, with those that are over. */
    public Page<ServiceToken> search(Actor admin, long beforeId, int limit) {
        requireAdmin(admin);
        return Page.cut(repository.list(beforeId, limit + 1), limit, token -> Long.toString(token.id()));
    }

    /**
     * Those that are over too.
     *
     * @throws Problem.Forbidden when the actor is no admin
     */
    public Rows<ServiceToken> list(Actor admin, ServiceTokenFilter filter, Listing<ServiceTokenOrder> listing) {
        requireAdmin(admin);
        return repository.list(filter, clock.instant(), listing);
    }

    /**
     * All of the list, to take away.
     *
     * @throws Problem.Forbidden when the actor is no admin
     * @throws Problem.Invalid when they are more than a file may hold
     */
    @Transactional
    public List<ServiceToken> export(Actor admin, ServiceTokenFilter filter, Listing<ServiceTokenOrder> listing) {
        requireAdmin(admin);
        List<ServiceToken> all =
                repository.list(filter, clock.instant(), listing.whole()).forFile();
        trail.info(admin, "tokens.exported", "Exported the list of service tokens");
        return all;
    }

    /**
     * Ends a token at once, on every node. Ending it again changes nothing.
     *
     * @throws Problem.NotFound when there never was one
     */
    @Transactional
    public void revoke(Actor admin, long id) {
        requireAdmin(admin);
        if (repository.find(id).isEmpty()) {
            throw Problem.NotFound.of("service token");
        }
        if (repository.revoke(id, clock.instant()) > 0) {
            trail.info(admin, "Revoked service token " + id);
        }
    }

    /** The token with this secret, when it is good now. */
    @Transactional
    public Optional<ServiceToken> use(String secret) {
        if (!secret.startsWith(PREFIX)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Optional<ServiceToken> token =
                repository.findByHash(RandomSecret.hash(secret)).filter(found -> found.isGoodAt(now));
        token.filter(found -> {
                    Instant last = found.lastUsedAt();
                    return last == null || last.plus(COARSE).isBefore(now);
                })
                .ifPresent(found -> repository.used(found.id(), now));
        return token;
    }

    private static void requireAdmin(Actor actor) {
        if (!actor.isAdmin()) {
            throw Problem.Forbidden.to("see or make service tokens");
        }
    }
}
