package dev.outpatient.accounts;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.outpatient.accounts.TokenKeyRepository.Stored;
import dev.outpatient.shared.SecretBox;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The keys that sign access tokens, kept in the token_key table so that every node signs and verifies with the same
 * ones. Whichever node signs when the newest key is 90 days old makes the next; the ones before it verify until their
 * last token has expired, then they are removed. They are RSA keys, because a token is signed once and verified with
 * each request: verifying takes a twentieth of what it takes with an elliptic curve.
 */
@Component
class TokenKeys implements JWKSource<SecurityContext> {

    private static final int BITS = 2048;
    /** How long a key signs. */
    static final Duration TURN = Duration.ofDays(90);
    /** How long a key verifies after its turn: as long as a token is good, and an hour for clocks that differ. */
    static final Duration OVERLAP = Tokens.LIFETIME.plusHours(1);
    /** So old may be what this node remembers, so that a key that was taken away stops working everywhere. */
    private static final Duration MEMORY = Duration.ofMinutes(10);

    private record Known(JWKSet keys, Instant newestAt, Instant readAt) {}

    private final TokenKeyRepository repository;
    private final SecretBox box;
    private final Clock clock;
    private volatile @Nullable Known known;

    TokenKeys(TokenKeyRepository repository, SecretBox box, Clock clock) {
        this.repository = repository;
        this.box = box;
        this.clock = clock;
    }

    /** The keys that fit, newest first. Those of another node are read when a token names one that is not known yet. */
    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        Known remembered = known;
        if (remembered != null && clock.instant().isBefore(remembered.readAt().plus(MEMORY))) {
            List<JWK> fitting = selector.select(remembered.keys());
            if (!fitting.isEmpty()) {
                return fitting;
            }
        }
        return selector.select(read().keys());
    }

    /** Call before signing: makes the next key when it is time. */
    void takeTurns() {
        Known remembered = known;
        if (remembered == null || isOver(remembered.newestAt())) {
            read();
        }
    }

    private boolean isOver(Instant turnBeganAt) {
        return !clock.instant().isBefore(turnBeganAt.plus(TURN));
    }

    private Known read() {
        Instant now = clock.instant();
        List<Stored> stored = repository.list();
        if (stored.isEmpty()
                || stored.getFirst().number() == null
                || isOver(stored.getFirst().createdAt())) {
            Long newest = stored.isEmpty() ? null : stored.getFirst().number();
            create(newest == null ? 1 : newest + 1);
            stored = repository.list();
        }
        Stored newest = stored.getFirst();
        Long number = newest.number();
        if (stored.size() > 1
                && number != null
                && now.isAfter(newest.createdAt().plus(OVERLAP))) {
            repository.removeBefore(number);
            stored = List.of(newest);
        }
        Known read = new Known(
                new JWKSet(
                        stored.stream().map(key -> parse(box.open(key.jwk()))).toList()),
                newest.createdAt(),
                now);
        known = read;
        return read;
    }

    /** Where another node is quicker its key is the next one, and this one is forgotten. */
    private void create(long number) {
        try {
            JWK key = new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
            repository.add(number, key.getKeyID(), box.seal(key.toJSONString()), clock.instant());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWK parse(String json) {
        try {
            return JWK.parse(json);
        } catch (ParseException e) {
            throw new IllegalStateException("token_key holds what is no key", e);
        }
    }
}
