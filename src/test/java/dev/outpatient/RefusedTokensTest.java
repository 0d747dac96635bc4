package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.accounts.Credential;
import dev.outpatient.accounts.ServiceTokens;
import dev.outpatient.accounts.Tokens;
import dev.outpatient.audit.Delivered;
import dev.outpatient.audit.LogEntry;
import dev.outpatient.audit.LogFilter;
import dev.outpatient.audit.LogOrder;
import dev.outpatient.audit.LogSearch;
import dev.outpatient.shared.Actor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every token that is presented and not taken is in the trail, without the token, and as often as does no harm. */
class RefusedTokensTest {

    private static @Nullable MovedProgram started;

    private final MovedProgram program = Objects.requireNonNull(started);

    @BeforeAll
    static void start() {
        started = MovedProgram.start(Engine.H2);
    }

    @AfterAll
    static void stop() {
        if (started != null) {
            started.close();
        }
    }

    @Test
    void eachKindIsToldWithoutTheToken() {
        String good = token();
        String[] parts = good.split("\\.");
        String unsigned = Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8))
                + "." + parts[1] + ".";
        String forged = parts[0] + "." + parts[1] + "." + token().split("\\.")[2];
        program.move(Duration.ofMinutes(16));
        List<String> bad = List.of(good, forged, unsigned, ServiceTokens.PREFIX + "nobody", "no token");
        for (String each : bad) {
            assertThat(ask("203.0.113.60", each)).isEqualTo(401);
        }
        // Who sends none is asked to sign in, and has attempted nothing.
        assertThat(program.browser().from("203.0.113.60").get("/api/v1/me").statusCode())
                .isEqualTo(401);
        assertThat(told("203.0.113.60"))
                .hasSize(bad.size())
                .allMatch(
                        log -> log.severity().equals("warning") && log.outcome().equals("failed"))
                .extracting(LogEntry::message)
                .allMatch(message -> message.startsWith("Refused: a token that is not good, for GET /api/v1/me"))
                .noneMatch(message -> bad.stream().anyMatch(message::contains));
    }

    @Test
    void aFloodIsToldOfAFewTimes() {
        for (int i = 0; i < 60; i++) {
            assertThat(ask("203.0.113.61", "no-token-" + i)).isEqualTo(401);
        }
        assertThat(told("203.0.113.61")).hasSizeBetween(10, 20);
        assertThat(ask("203.0.113.62", "no-token")).isEqualTo(401);
        assertThat(told("203.0.113.62"))
                .singleElement()
                .satisfies(log -> assertThat(log.message()).containsPattern("\\d+ more on this node were not written"));
    }

    private int ask(String from, String token) {
        return program.browser()
                .from(from)
                .with("Authorization", "Bearer " + token)
                .get("/api/v1/me")
                .statusCode();
    }

    private String token() {
        return program.bean(Tokens.class).issue(new Credential(Actor.admin(1), "Al Admin", null, null, true));
    }

    private List<LogEntry> told(String from) {
        Delivered.now(program.context());
        List<LogEntry> told = new ArrayList<>();
        program.bean(LogSearch.class).export(Actor.admin(1), LogFilter.ALL, LogOrder.NEWEST, log -> {
            if ("token.refused".equals(log.action()) && from.equals(log.address())) {
                told.add(log);
            }
        });
        return told;
    }
}
