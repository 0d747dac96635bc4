package dev.outpatient.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outpatient.Engine;
import dev.outpatient.OnEachKindOfEngine;
import dev.outpatient.OwnDatabase;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.SecretBox;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

/** The keys of tokens in a database of their own, with nodes whose clocks can be moved. */
@OnEachKindOfEngine
class TokenKeysTest {

    private static final Instant BEGIN = Instant.parse("2026-03-01T08:00:00Z");
    private static final Credential SOMEBODY = new Credential(Actor.admin(7), "Somebody", null, null, true);
    private static final String SEALING = Base64.getEncoder().encodeToString(new byte[32]);

    private static final Map<Engine, Counting> databases = new EnumMap<>(Engine.class);

    private final Counting database;
    private final JdbcClient jdbc;
    private volatile Instant now = BEGIN;

    TokenKeysTest(Engine engine) {
        database = databases.computeIfAbsent(
                engine, missing -> OwnDatabase.migrate(new Counting(OwnDatabase.url(missing))));
        jdbc = JdbcClient.create(database);
        jdbc.sql("DELETE FROM token_key").update();
    }

    @Test
    void nodesThatStartAtOnceMakeOneKey() throws Exception {
        race(BEGIN);
        assertThat(keys()).isEqualTo(1);
        Tokens one = node("");
        assertThat(node("").decode(one.issue(SOMEBODY)).getSubject()).isEqualTo("7");
    }

    @Test
    void theNextKeyIsMadeAfterNinetyDaysByOneOfThemAndTheOldOneVerifiesOn() throws Exception {
        Tokens one = node("");
        Tokens two = node("");
        String kid = kid(one.decode(one.issue(SOMEBODY)));
        now = BEGIN.plus(TokenKeys.TURN).minusSeconds(60);
        String last = one.issue(SOMEBODY);
        assertThat(kid(two.decode(last))).isEqualTo(kid);
        race(BEGIN.plus(TokenKeys.TURN));
        assertThat(keys()).isEqualTo(2);

        String first = one.issue(SOMEBODY);
        assertThat(kid(two.decode(first))).isNotEqualTo(kid);
        assertThat(kid(two.decode(last))).isEqualTo(kid);
        assertThat(kid(one.decode(two.issue(SOMEBODY)))).isEqualTo(kid(one.decode(first)));
        assertThat(keys()).isEqualTo(2);
    }

    @Test
    void anOldKeyIsRemovedWhenItsLastTokenHasExpired() {
        Tokens node = node("");
        node.issue(SOMEBODY);
        now = BEGIN.plus(TokenKeys.TURN);
        node.issue(SOMEBODY);
        now = BEGIN.plus(TokenKeys.TURN).plus(Tokens.LIFETIME);
        node("").decode(node.issue(SOMEBODY));
        assertThat(keys()).isEqualTo(2);
        now = BEGIN.plus(TokenKeys.TURN).plus(TokenKeys.OVERLAP).plusSeconds(1);
        node("").decode(node.issue(SOMEBODY));
        assertThat(keys()).isEqualTo(1);
    }

    @Test
    void aKeyThatWasTakenAwayStopsWorkingOnEveryNode() {
        Tokens node = node("");
        String token = node.issue(SOMEBODY);
        node.decode(token);
        jdbc.sql("DELETE FROM token_key").update();
        now = BEGIN.plus(Duration.ofMinutes(10));
        assertThatThrownBy(() -> node.decode(token)).isInstanceOf(BadJwtException.class);
    }

    @Test
    void aTokenEndsAfterAQuarterOfAnHour() {
        Tokens node = node("");
        String token = node.issue(SOMEBODY);
        now = BEGIN.plus(Tokens.LIFETIME).minusSeconds(1);
        node.decode(token);
        now = BEGIN.plus(Tokens.LIFETIME).plusSeconds(1);
        assertThatThrownBy(() -> node.decode(token)).isInstanceOf(BadJwtException.class);
    }

    @Test
    void verifyingAsksNoDatabase() {
        Tokens node = node("");
        String token = node.issue(SOMEBODY);
        node.decode(token);
        int before = database.connections.get();
        IntStream.range(0, 100).forEach(i -> node.decode(token));
        assertThat(database.connections.get()).isEqualTo(before);
    }

    @Test
    void aPrivateKeyIsSealedWhereASettingHoldsTheKeyForIt() {
        node("").issue(SOMEBODY);
        assertThat(stored()).contains("\"d\":");
        // A key that is set later reads what was open, and seals what follows.
        Tokens sealing = node(SEALING);
        sealing.decode(sealing.issue(SOMEBODY));
        now = BEGIN.plus(TokenKeys.TURN);
        String token = sealing.issue(SOMEBODY);
        jdbc.sql("DELETE FROM token_key WHERE key_number = 1").update();
        assertThat(stored()).startsWith("aes-gcm:").doesNotContain("\"d\":");
        assertThat(node(SEALING).decode(token).getSubject()).isEqualTo("7");
        assertThatThrownBy(() -> node("").decode(token)).rootCause().hasMessageContaining("outpatient.secrets-key");
    }

    private void race(Instant moment) throws InterruptedException {
        now = moment;
        try (var threads = Executors.newFixedThreadPool(6)) {
            threads.invokeAll(IntStream.range(0, 6)
                    .<java.util.concurrent.Callable<String>>mapToObj(i -> () -> node("").issue(SOMEBODY))
                    .toList());
        }
    }

    /** A node of its own, with nothing in common but the database. */
    private Tokens node(String secretsKey) {
        Clock clock = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        return new Tokens(
                new TokenKeys(new TokenKeyRepository(JdbcClient.create(database)), new SecretBox(secretsKey), clock),
                new AccountStates(new AccountStateRepository(JdbcClient.create(database)), clock),
                clock);
    }

    private long keys() {
        return jdbc.sql("SELECT COUNT(*) FROM token_key").query(Long.class).single();
    }

    private String stored() {
        return jdbc.sql("SELECT jwk FROM token_key").query(String.class).single();
    }

    private static String kid(Jwt token) {
        return String.valueOf(token.getHeaders().get("kid"));
    }

    private static final class Counting extends DriverManagerDataSource {

        private final AtomicInteger connections = new AtomicInteger();

        Counting(String url) {
            super(url, "root", "");
        }

        @Override
        public Connection getConnection() throws SQLException {
            connections.incrementAndGet();
            return super.getConnection();
        }
    }
}
