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
import dev.outpatient.shared.UtcTime;
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The keys that sign access tokens, kept in the token_key table so that every node signs and verifies with the same
 * ones. The first node to need a key makes it. They are RSA keys, because a token is signed once and verified with each
 * request: verifying takes a twentieth of what it takes with an elliptic curve.
 */
@Repository
class TokenKeys implements JWKSource<SecurityContext> {

    private static final int BITS = 2048;

    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile @Nullable JWKSet keys;

    TokenKeys(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The keys that fit, newest first. Those of another node are read when a token names one that is not known yet. */
    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        JWKSet known = keys;
        List<JWK> fitting = known == null ? List.of() : selector.select(known);
        if (fitting.isEmpty()) {
            known = load();
            keys = known;
            fitting = selector.select(known);
        }
        return fitting;
    }

    private JWKSet load() {
        List<JWK> stored = list();
        // Keys of another kind, of an older program, verify nothing any more.
        if (stored.stream().noneMatch(key -> JWSAlgorithm.RS256.equals(key.getAlgorithm()))) {
            create();
            stored = list();
        }
        return new JWKSet(stored);
    }

    private List<JWK> list() {
        return jdbc.sql("SELECT jwk FROM token_key ORDER BY created_at DESC, kid").query(String.class).list().stream()
                .map(TokenKeys::parse)
                .toList();
    }

    private void create() {
        try {
            JWK key = new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
            jdbc.sql("INSERT INTO token_key (kid, jwk, created_at) VALUES (?, ?, ?)")
                    .params(key.getKeyID(), key.toJSONString(), UtcTime.toColumn(clock.instant()))
                    .update();
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
