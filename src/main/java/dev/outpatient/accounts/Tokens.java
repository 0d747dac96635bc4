package dev.outpatient.accounts;

import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.stereotype.Component;

/** Makes and reads access tokens: signed with RS256, good for an hour, holding the role, the id and the name. */
@Component
public class Tokens implements JwtDecoder {

    /** How long a token is good for. */
    public static final Duration LIFETIME = Duration.ofHours(1);

    private static final String ISSUER = "outpatient";
    private static final String ROLE = "role";
    private static final String NAME = "name";

    private final NimbusJwtEncoder encoder;
    private final NimbusJwtDecoder decoder;
    private final Clock clock;

    Tokens(TokenKeys keys, Clock clock) {
        this.encoder = new NimbusJwtEncoder(keys);
        this.encoder.setJwkSelector(List::getFirst);
        this.decoder = NimbusJwtDecoder.withJwkSource(keys)
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .build();
        JwtTimestampValidator times = new JwtTimestampValidator(Duration.ZERO);
        times.setClock(clock);
        this.decoder.setJwtValidator(times);
        this.clock = clock;
    }

    public String issue(Credential account) {
        Instant now = clock.instant();
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .issuer(ISSUER)
                .subject(Long.toString(account.actor().id()))
                .claim(ROLE, account.actor().role().word())
                .claim(NAME, account.name())
                .issuedAt(now)
                .expiresAt(now.plus(LIFETIME))
                .build();
        return encoder.encode(JwtEncoderParameters.from(
                        JwsHeader.with(SignatureAlgorithm.RS256).build(), claims))
                .getTokenValue();
    }

    /** @throws BadJwtException when the token is none of ours, or has expired */
    @Override
    public Jwt decode(String token) {
        return decoder.decode(token);
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
