package dev.outpatient.scheduling.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class WallTimeTest {

    private static final ZoneId BOSTON = ZoneId.of("America/New_York");
    private static final ZoneOffset SUMMER = ZoneOffset.ofHours(-4);
    private static final ZoneOffset WINTER = ZoneOffset.ofHours(-5);

    @Test
    void aTimeThatTheClocksSkipIsNone() {
        assertThat(WallTime.resolve(LocalDateTime.parse("2026-03-08T02:30"), BOSTON, null))
                .isEmpty();
    }

    @Test
    void ofATimeThatTheClocksRepeatTheFirstIsMeantUnlessTheOldOffsetFits() {
        LocalDateTime repeated = LocalDateTime.parse("2026-11-01T01:30");
        assertThat(WallTime.resolve(repeated, BOSTON, null)).hasValue(repeated.atOffset(SUMMER));
        assertThat(WallTime.resolve(repeated, BOSTON, WINTER)).hasValue(repeated.atOffset(WINTER));
        assertThat(WallTime.resolve(repeated, BOSTON, ZoneOffset.UTC)).hasValue(repeated.atOffset(SUMMER));
    }

    @Test
    void anyOtherTimeHasOneOffset() {
        LocalDateTime plain = LocalDateTime.parse("2026-12-01T10:00");
        assertThat(WallTime.resolve(plain, BOSTON, SUMMER)).hasValue(plain.atOffset(WINTER));
    }
}
