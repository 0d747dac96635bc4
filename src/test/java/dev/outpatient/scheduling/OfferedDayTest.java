package dev.outpatient.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.scheduling.FreeTimes.FreeTime;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Whatever is asked for at a time, it is what sorting all of the day would give. */
class OfferedDayTest {

    private static final LocalDate DAY = LocalDate.of(2026, 12, 1);
    private static final Instant MIDNIGHT = DAY.atStartOfDay().toInstant(ZoneOffset.UTC);
    private static final OfficeId OFFICE = new OfficeId(1);

    /** Hours that may begin on the day before and end on the day after. */
    record Hours(int doctor, int firstTick, int visitTicks, int visits) {

        List<TimeRange> times() {
            return Stream.iterate(0, i -> i + 1)
                    .limit(visits)
                    .map(i -> TimeRange.of(
                            MIDNIGHT.plus(Duration.ofMinutes(5L * (firstTick + (long) i * visitTicks))),
                            Duration.ofMinutes(5L * visitTicks)))
                    .toList();
        }
    }

    @Property(tries = 300)
    void inAnyPartsItIsTheDayInOrder(
            @ForAll("hours") List<Hours> all, @ForAll @IntRange(min = 1, max = 50) int atATime) {
        OfferedDay day = new OfferedDay(DAY);
        all.forEach(hours -> day.add(new DoctorId(hours.doctor()), OFFICE, hours.times(), OfferedDayTest::isEven));

        List<FreeTime> offered = new ArrayList<>();
        for (List<FreeTime> part = day.next(atATime); !part.isEmpty(); part = day.next(atATime)) {
            offered.addAll(part);
        }
        assertThat(offered)
                .isSortedAccordingTo(FreeTime.IN_ORDER)
                .containsExactlyInAnyOrderElementsOf(all.stream()
                        .flatMap(hours -> hours.times().stream()
                                .filter(time -> !time.start().isBefore(MIDNIGHT)
                                        && time.start().isBefore(MIDNIGHT.plus(Duration.ofDays(1)))
                                        && isEven(time))
                                .map(time -> new FreeTime(new DoctorId(hours.doctor()), OFFICE, time)))
                        .toList());
    }

    @Test
    void whoStartsAtTheSameMomentComesAlong() {
        OfferedDay day = new OfferedDay(DAY);
        for (int doctor = 3; doctor >= 1; doctor--) {
            day.add(new DoctorId(doctor), OFFICE, new Hours(doctor, 108, 6, 2).times(), time -> true);
        }
        assertThat(day.next(1)).extracting(free -> free.doctor().value()).containsExactly(1L, 2L, 3L);
        assertThat(day.next(4)).hasSize(3);
        assertThat(day.next(1)).isEmpty();
    }

    /** Something that lets through some and not others. */
    private static boolean isEven(TimeRange time) {
        return Duration.between(MIDNIGHT, time.start()).toMinutes() % 10 == 0;
    }

    @Provide
    Arbitrary<List<Hours>> hours() {
        Arbitrary<Integer> doctors = Arbitraries.integers().between(1, 30);
        Arbitrary<Integer> starts = Arbitraries.integers().between(-300, 600);
        Arbitrary<Integer> lengths = Arbitraries.integers().between(1, 24);
        Arbitrary<Integer> counts = Arbitraries.integers().between(0, 40);
        return Combinators.combine(doctors, starts, lengths, counts)
                .as(Hours::new)
                .list()
                .ofMaxSize(40);
    }
}
