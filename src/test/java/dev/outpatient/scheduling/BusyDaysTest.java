package dev.outpatient.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.scheduling.BusyDays.Key;
import dev.outpatient.scheduling.BusyDays.Owner;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The bitmap day, held against plain lists of ranges. */
class BusyDaysTest {

    private static final Owner DOCTOR = Owner.of(new DoctorId(7));
    private static final Instant MONDAY = Instant.parse("2026-11-30T00:00:00Z");

    @Example
    void tickZeroIsTheLowestBitOfTheFirstByte() {
        BusyDays days = locked(List.of(range(0, 1)));
        days.occupy(DOCTOR, range(0, 1));
        byte[] stored = days.stored(new Key(DOCTOR, Ticks.day(MONDAY)));
        assertThat(stored).hasSize(36);
        assertThat(stored[0]).isEqualTo((byte) 1);
    }

    @Example
    void aVisitOverMidnightInUtcLiesOnTwoDays() {
        TimeRange late = range(285, 6);
        assertThat(Ticks.of(late))
                .extracting(Ticks.OnDay::from, Ticks.OnDay::to)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(285, 288), org.assertj.core.groups.Tuple.tuple(0, 3));
    }

    @Example
    void visitsThatTouchDoNotOverlap() {
        BusyDays days = locked(List.of(range(0, 12)));
        days.occupy(DOCTOR, range(0, 6));
        assertThat(days.isFree(DOCTOR, range(6, 6))).isTrue();
        assertThat(days.isFree(DOCTOR, range(5, 1))).isFalse();
    }

    /** A range is free exactly when no range that is held overlaps it. */
    @Property(tries = 2000)
    void freeMeansThatNothingOverlaps(@ForAll("ranges") List<TimeRange> wanted) {
        BusyDays days = locked(wanted);
        List<TimeRange> held = new ArrayList<>();
        for (TimeRange range : wanted) {
            boolean free = held.stream().noneMatch(range::overlaps);
            assertThat(days.isFree(DOCTOR, range)).isEqualTo(free);
            if (free) {
                days.occupy(DOCTOR, range);
                held.add(range);
            }
        }
    }

    /** What is stored and loaded again is the same; what is released leaves nothing behind. */
    @Property(tries = 500)
    void storingAndReleasingAreLossless(@ForAll("ranges") List<TimeRange> wanted) {
        BusyDays days = locked(wanted);
        List<TimeRange> held = new ArrayList<>();
        for (TimeRange range : wanted) {
            if (days.isFree(DOCTOR, range)) {
                days.occupy(DOCTOR, range);
                held.add(range);
            }
        }
        BusyDays copy = new BusyDays();
        for (Key key : days.changed()) {
            copy.load(key, days.stored(key));
        }
        for (TimeRange range : held) {
            assertThat(copy.isFree(DOCTOR, range)).isFalse();
            copy.release(DOCTOR, range);
            assertThat(copy.isFree(DOCTOR, range)).isTrue();
        }
        for (Key key : days.changed()) {
            assertThat(copy.stored(key)).containsOnly(0);
        }
    }

    /** Rounding keeps a visit on the grid, and visits that followed each other without a gap still do. */
    @Property(tries = 1000)
    void roundingKeepsTheGrid(@ForAll("instants") Instant start, @ForAll("lengths") Duration length) {
        TimeRange rounded = Ticks.round(start, length);
        assertThat(Ticks.isOnGrid(rounded.start())).isTrue();
        assertThat(Ticks.isOnGrid(rounded.end())).isTrue();
        assertThat(rounded.start()).isBeforeOrEqualTo(start);
        assertThat(Duration.between(rounded.start(), start)).isLessThan(Duration.ofMinutes(5));
        assertThat(rounded.length().minus(length).abs()).isLessThan(Duration.ofMinutes(5));
        if (length.compareTo(Duration.ofMinutes(5)) >= 0) {
            assertThat(Ticks.round(start.plus(length), length).start()).isEqualTo(rounded.end());
        }
    }

    @Provide
    Arbitrary<List<TimeRange>> ranges() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 700),
                        Arbitraries.integers().between(1, 60))
                .as(BusyDaysTest::range)
                .list()
                .ofMaxSize(30);
    }

    @Provide
    Arbitrary<Instant> instants() {
        return Arbitraries.longs().between(-5_000_000_000L, 5_000_000_000L).map(Instant::ofEpochSecond);
    }

    @Provide
    Arbitrary<Duration> lengths() {
        return Arbitraries.longs().between(1, 200_000).map(Duration::ofSeconds);
    }

    private static TimeRange range(int tick, int ticks) {
        return TimeRange.of(MONDAY.plus(Duration.ofMinutes(5L * tick)), Duration.ofMinutes(5L * ticks));
    }

    private static BusyDays locked(List<TimeRange> ranges) {
        BusyDays days = new BusyDays();
        for (TimeRange range : ranges) {
            BusyDays.keys(range, List.of(DOCTOR)).forEach(key -> {
                if (!days.holds(key)) {
                    days.load(key, new byte[BusyDays.BYTES]);
                }
            });
        }
        return days;
    }
}
