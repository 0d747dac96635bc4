package dev.outpatient.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outpatient.Engine;
import dev.outpatient.OnEachEngine;
import dev.outpatient.OwnDatabase;
import dev.outpatient.audit.SigningKeys.PublicHalf;
import dev.outpatient.audit.SigningKeys.Purpose;
import dev.outpatient.audit.SigningKeys.Signed;
import dev.outpatient.shared.SecretBox;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keys of nodes that share a database, as time goes by. */
@OnEachEngine
class SigningKeysTest {

    private static final byte[] CONTENT = "Amoxicillin".getBytes(UTF_8);
    private static final String SEALING = Base64.getEncoder().encodeToString(new byte[32]);
    private static final Instant BEGIN = Instant.parse("2026-03-01T08:00:00Z");

    private static final Map<Engine, JdbcClient> databases = new EnumMap<>(Engine.class);

    private final JdbcClient jdbc;

    SigningKeysTest(Engine engine) {
        jdbc = databases.computeIfAbsent(engine, missing -> JdbcClient.create(OwnDatabase.on(missing)));
    }

    @BeforeEach
    void withoutKeys() {
        jdbc.sql("DELETE FROM signing_key WHERE purpose = 'prescription'").update();
    }

    @Test
    void nodesThatSignAtOnceMakeOneKey() throws Exception {
        try (var threads = Executors.newFixedThreadPool(6)) {
            List<Callable<Signed>> nodes = IntStream.range(0, 6)
                    .<Callable<Signed>>mapToObj(i -> () -> node(BEGIN, "").sign(Purpose.PRESCRIPTION, CONTENT))
                    .toList();
            for (var signed : threads.invokeAll(nodes)) {
                Signed one = signed.get();
                assertThat(node(BEGIN, "").verify(Purpose.PRESCRIPTION, one.kid(), CONTENT, one.value()))
                        .isTrue();
            }
        }
        assertThat(node(BEGIN, "").list(Purpose.PRESCRIPTION)).hasSize(1);
    }

    @Test
    void onlyTheSameContentPurposeAndKeyVerify() {
        SigningKeys keys = node(BEGIN, "");
        Signed signed = keys.sign(Purpose.PRESCRIPTION, CONTENT);
        assertThat(signed.value()).hasSize(64);
        assertThat(keys.verify(Purpose.PRESCRIPTION, signed.kid(), "amoxicillin".getBytes(UTF_8), signed.value()))
                .isFalse();
        assertThat(keys.verify(Purpose.SEAL, signed.kid(), CONTENT, signed.value()))
                .isFalse();
        assertThat(keys.verify(Purpose.PRESCRIPTION, "another", CONTENT, signed.value()))
                .isFalse();
        assertThat(keys.verify(Purpose.PRESCRIPTION, signed.kid(), CONTENT, new byte[3]))
                .isFalse();
        PublicHalf half = keys.find(Purpose.PRESCRIPTION, signed.kid()).orElseThrow();
        assertThat(SigningKeys.verify(SigningKeys.parse(half.encoded()), CONTENT, signed.value()))
                .isTrue();
    }

    @Test
    void afterAYearAnotherKeySignsAndTheOldOneVerifiesForEver() {
        Signed first = node(BEGIN, "").sign(Purpose.PRESCRIPTION, CONTENT);
        Instant later = BEGIN.plus(SigningKeys.TURN);
        assertThat(node(later.minusSeconds(1), "")
                        .sign(Purpose.PRESCRIPTION, CONTENT)
                        .kid())
                .isEqualTo(first.kid());
        Signed second = node(later, "").sign(Purpose.PRESCRIPTION, CONTENT);
        assertThat(second.kid()).isNotEqualTo(first.kid());
        SigningKeys much = node(later.plus(SigningKeys.TURN), "");
        assertThat(much.verify(Purpose.PRESCRIPTION, first.kid(), CONTENT, first.value()))
                .isTrue();
        assertThat(much.list(Purpose.PRESCRIPTION))
                .extracting(PublicHalf::retiredAt)
                .containsExactly(null, later);
        assertThat(privateKeys()).hasSize(1);
    }

    @Test
    void aPrivateKeyIsSealedWhereASettingHoldsTheKeyForIt() {
        Signed signed = node(BEGIN, SEALING).sign(Purpose.PRESCRIPTION, CONTENT);
        assertThat(privateKeys()).allMatch(key -> key.startsWith("aes-gcm:"));
        assertThatThrownBy(() -> node(BEGIN, "").sign(Purpose.PRESCRIPTION, CONTENT))
                .hasMessageContaining(SecretBox.SETTING);
        assertThat(node(BEGIN, "").verify(Purpose.PRESCRIPTION, signed.kid(), CONTENT, signed.value()))
                .isTrue();
    }

    private List<String> privateKeys() {
        return jdbc.sql(
                        "SELECT private_key FROM signing_key WHERE purpose = 'prescription' AND private_key IS NOT NULL")
                .query(String.class)
                .list();
    }

    /** A node of its own, with nothing in common but the database. */
    private SigningKeys node(Instant at, String secretsKey) {
        return new SigningKeys(
                new SigningKeyRepository(jdbc), new SecretBox(secretsKey), Clock.fixed(at, ZoneOffset.UTC));
    }
}
