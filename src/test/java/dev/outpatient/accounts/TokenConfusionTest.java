package dev.outpatient.accounts;

import static dev.outpatient.ApiClient.problem;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.outpatient.ApiClient;
import dev.outpatient.ClinicFixture;
import dev.outpatient.Engine;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.SecretBox;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Only an access token of ours, signed as ours are, is taken as one; and nothing else passes as another kind. */
class TokenConfusionTest {

    private static final Engine ENGINE = Engine.H2;

    private final ApiClient api = new ApiClient(ENGINE);
    private final ClinicFixture clinic = new ClinicFixture(ENGINE.program());
    private final Actor patient = Actor.of(clinic.patient(ClinicFixture.email("confused")));
    private final RSAKey ours;

    TokenConfusionTest() throws ParseException {
        // Asking for a token makes sure that there is a key.
        api.token(patient);
        String kept = ENGINE.bean(TokenKeyRepository.class).list().getFirst().jwk();
        ours = RSAKey.parse(ENGINE.bean(SecretBox.class).open(kept));
    }

    /** Without this, the refusals below could have any reason. */
    @Test
    void theForgeryIsTakenWhenNothingIsWrongWithIt() throws JOSEException {
        api.get("/me", signed(header(JWSAlgorithm.RS256, ours.getKeyID()), claims().build(), ours))
                .expectStatus()
                .isOk();
    }

    @Test
    void anotherIssuerAudienceOrTypeIsRefused() throws JOSEException {
        refused(signed(
                header(JWSAlgorithm.RS256, ours.getKeyID()),
                claims().issuer("another").build(),
                ours));
        refused(signed(
                header(JWSAlgorithm.RS256, ours.getKeyID()),
                claims().issuer(null).build(),
                ours));
        refused(signed(
                header(JWSAlgorithm.RS256, ours.getKeyID()),
                claims().audience("another").build(),
                ours));
        refused(signed(
                header(JWSAlgorithm.RS256, ours.getKeyID()),
                claims().audience(List.of()).build(),
                ours));
        for (String type : new String[] {"JWT", "logout+jwt"}) {
            refused(signed(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(ours.getKeyID())
                            .type(new JOSEObjectType(type))
                            .build(),
                    claims().build(),
                    ours));
        }
        refused(signed(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(ours.getKeyID()).build(), claims().build(), ours));
    }

    @Test
    void anExpiredOneAndOneThatNeverExpiresAreRefused() throws JOSEException {
        JWSHeader header = header(JWSAlgorithm.RS256, ours.getKeyID());
        Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
        refused(signed(
                header, claims().expirationTime(Date.from(now.minusSeconds(2))).build(), ours));
        refused(signed(header, claims().expirationTime(null).build(), ours));
        refused(signed(
                header, claims().notBeforeTime(Date.from(now.plusSeconds(60))).build(), ours));
    }

    @Test
    void anotherKeyOrTheKeyOfNobodyIsRefused() throws JOSEException {
        RSAKey another = new RSAKeyGenerator(2048).keyID(ours.getKeyID()).generate();
        refused(signed(header(JWSAlgorithm.RS256, ours.getKeyID()), claims().build(), another));
        refused(signed(header(JWSAlgorithm.RS256, UUID.randomUUID().toString()), claims().build(), another));
        refused(signed(header(JWSAlgorithm.RS256, UUID.randomUUID().toString()), claims().build(), ours));
        refused(signed(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(new JOSEObjectType(Tokens.TYPE))
                        .keyID("k")
                        .jwk(another.toPublicJWK())
                        .build(),
                claims().build(),
                another));
        String good = signed(header(JWSAlgorithm.RS256, ours.getKeyID()), claims().build(), ours);
        refused(good.substring(0, good.lastIndexOf('.') + 1));
        refused(altered(good));
    }

    @Test
    void noOtherAlgorithmIsTaken() throws JOSEException {
        refused(new PlainJWT(claims().build()).serialize());
        refused(unsigned("none"));
        refused(unsigned("None"));
        for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS256)) {
            refused(signed(header(algorithm, ours.getKeyID()), claims().build(), ours));
        }
        // The oldest trick: the public key, which anybody may know, as the secret of a shared-key algorithm.
        for (byte[] secret : List.of(
                ours.toRSAPublicKey().getEncoded(),
                ours.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8))) {
            SignedJWT token = new SignedJWT(header(JWSAlgorithm.HS256, ours.getKeyID()), claims().build());
            token.sign(new MACSigner(secret));
            refused(token.serialize());
        }
    }

    @Test
    void noKindOfTokenPassesAsAnother() {
        Credential account = new Credential(patient, "Somebody", null, null, true);
        String access = ENGINE.bean(Tokens.class).issue(account);
        String refresh = ENGINE.bean(RefreshTokens.class).begin(patient);
        Actor admin = Actor.admin(ENGINE.bean(Admins.class).add("Al", ClinicFixture.email("admin"), "none"));
        String service = ENGINE.bean(ServiceTokens.class)
                .create(admin, "Confusion", Set.of(ServiceScope.READ_DIRECTORY), 1)
                .secret();
        api.get("/doctors", service).expectStatus().isOk();
        refused(refresh);
        refused(service.replace(ServiceTokens.PREFIX, RefreshTokens.PREFIX));
        for (String other : List.of(
                access,
                service,
                refresh.replace(RefreshTokens.PREFIX, ServiceTokens.PREFIX),
                service.replace(ServiceTokens.PREFIX, RefreshTokens.PREFIX))) {
            problem(api.post("/auth/refresh", null, Map.of("refreshToken", other)), 401, "bad-credentials");
        }
        problem(
                api.get("/doctors/1/hours", refresh.replace(RefreshTokens.PREFIX, ServiceTokens.PREFIX)),
                401,
                "unauthenticated");
        // What was tried did no harm to the one who holds it.
        api.post("/auth/refresh", null, Map.of("refreshToken", refresh))
                .expectStatus()
                .isOk();
    }

    private void refused(String token) {
        problem(api.get("/me", token), 401, "unauthenticated");
    }

    private JWTClaimsSet.Builder claims() {
        Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
        return new JWTClaimsSet.Builder()
                .issuer(Tokens.ISSUER)
                .audience(Tokens.AUDIENCE)
                .subject(Long.toString(patient.id()))
                .claim("role", "patient")
                .claim("name", "Somebody")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)));
    }

    private static JWSHeader header(JWSAlgorithm algorithm, String kid) {
        return new JWSHeader.Builder(algorithm)
                .type(new JOSEObjectType(Tokens.TYPE))
                .keyID(kid)
                .build();
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, RSAKey key) throws JOSEException {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private String unsigned(String algorithm) {
        String header =
                "{\"alg\":\"%s\",\"typ\":\"%s\",\"kid\":\"%s\"}".formatted(algorithm, Tokens.TYPE, ours.getKeyID());
        return encoded(header) + "." + encoded(claims().build().toString()) + ".";
    }

    /** The same token for another person. */
    private String altered(String token) {
        String[] parts = token.split("\\.");
        String body = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String other = body.replace("\"sub\":\"" + patient.id() + "\"", "\"sub\":\"" + (patient.id() + 1) + "\"");
        assertThat(other).isNotEqualTo(body);
        return parts[0] + "." + encoded(other) + "." + parts[2];
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
