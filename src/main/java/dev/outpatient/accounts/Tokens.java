package dev.outpatient.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Remembered;
import dev.outpatient.shared.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.stereotype.Component;

/**
 * Makes and reads access tokens (RFC 9068): signed with RS256 and nothing else, good for a quarter of an hour, holding
 * the role, the id and the name. One that was given away works until it expires, unless its account is disabled or its
 * password changes: see {@link AccountStates}.
 */
@Component
public class Tokens implements JwtDecoder {

    /** How long a token is good for. */
    public static final Duration LIFETIME = Duration.ofMinutes(15);

    static final String ISSUER = "outpatient";
    static final String AUDIENCE = "outpatient-api";
    static final String TYPE = "at+jwt";

    /** How long a signature that was found good is not checked again; a key that is taken away counts that long. */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private static final int MOST_REMEMBERED = 10_000;

    private static final String ROLE = "role";
    private static final String NAME = "name";

    private final TokenKeys keys;
    private final AccountStates states;
    private final NimbusJwtEncoder encoder;
    private final NimbusJwtDecoder decoder;
    private final Clock clock;
    /** By the hash, so that no token lies about in memory. */
    private final Cache<String, Jwt> good;

    Tokens(TokenKeys keys, AccountStates states, Clock clock) {
        this.keys = keys;
        this.states = states;
        this.encoder = new NimbusJwtEncoder(keys);
        this.encoder.setJwkSelector(List::getFirst);
        this.decoder = NimbusJwtDecoder.withJwkSource(keys)
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .jwtProcessorCustomizer(processor ->
                        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType(TYPE))))
                .build();
        JwtTimestampValidator times = new JwtTimestampValidator(Duration.ZERO);
        times.setClock(clock);
        times.setAllowEmptyExpiryClaim(false);
        this.decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtIssuerValidator(ISSUER), new JwtAudienceValidator(AUDIENCE), times));
        this.clock = clock;
        this.good = Remembered.lasting(REMEMBERED, MOST_REMEMBERED, clock).build();
    }

    public String issue(Credential account) {
        keys.takeTurns();
        Instant now = clock.instant();
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .id(UUID.randomUUID().toString())
                .issuer(ISSUER)
                .audience(List.of(AUDIENCE))
                .subject(Long.toString(account.actor().id()))
                .claim(ROLE, account.actor().role().word())
                .claim(NAME, account.name())
                .issuedAt(now)
                .expiresAt(now.plus(LIFETIME))
                .build();
        return encoder.encode(JwtEncoderParameters.from(
                        JwsHeader.with(SignatureAlgorithm.RS256).type(TYPE).build(), claims))
                .getTokenValue();
    }

    /** @throws BadJwtException when the token is none of ours, has expired, or its account takes it no more */
    @Override
    public Jwt decode(String token) {
        Jwt decoded = verify(token);
        Instant issuedAt = Objects.requireNonNull(decoded.getIssuedAt());
        if (!states.takesTokenOf(signedIn(decoded).actor(), issuedAt)) {
            throw new BadJwtException("The account takes this token no more");
        }
        return decoded;
    }

    private Jwt verify(String token) {
        String hash = RandomSecret.hash(token);
        Jwt remembered = good.getIfPresent(hash);
        if (remembered != null && clock.instant().isBefore(remembered.getExpiresAt())) {
            return remembered;
        }
        Jwt decoded = decoder.decode(token);
        good.put(hash, decoded);
        return decoded;
    }

    /** Who a token that was decoded speaks for. */
    public static SignedIn signedIn(Jwt token) {
        Role role = Role.valueOf(claim(token, ROLE).toUpperCase(Locale.ROOT));
        return new SignedIn(new Actor(role, Long.parseLong(token.getSubject())), claim(token, NAME));
    }

    private static String claim(Jwt token, String name) {
        return Objects.requireNonNull(token.getClaimAsString(name), name);
    }
}
