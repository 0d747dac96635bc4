package dev.outpatient.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** How visits from elsewhere, at any second, come to lie on the grid. */
class TicksTest {

    @Property
    void visitsThatFollowEachOtherStillDo(
            @ForAll @LongRange(min = 0, max = 4_000_000_000L) long start,
            @ForAll @IntRange(min = 300, max = 90_000) int first,
            @ForAll @IntRange(min = 300, max = 90_000) int second) {
        Instant one = Instant.ofEpochSecond(start);
        TimeRange before = Ticks.round(one, Duration.ofSeconds(first));
        TimeRange after = Ticks.round(one.plusSeconds(first), Duration.ofSeconds(second));
        assertThat(before.end()).isEqualTo(after.start());
    }

    @Property
    void aVisitLiesOnTheGridAndIsNoShorterThanATick(
            @ForAll @LongRange(min = -4_000_000_000L, max = 4_000_000_000L) long start,
            @ForAll @IntRange(min = 1, max = 90_000) int seconds) {
        TimeRange visit = Ticks.round(Instant.ofEpochSecond(start), Duration.ofSeconds(seconds));
        assertThat(Ticks.isOnGrid(visit.start())).isTrue();
        assertThat(Ticks.isOnGrid(visit.end())).isTrue();
        assertThat(visit.start()).isBetween(Instant.ofEpochSecond(start - 299), Instant.ofEpochSecond(start));
        assertThat(visit.end())
                .isBetween(
                        Instant.ofEpochSecond(start + seconds - 299),
                        visit.start().plusSeconds(Math.max(seconds + 299, 300)));
    }
}
