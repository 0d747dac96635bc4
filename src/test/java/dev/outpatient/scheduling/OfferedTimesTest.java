package dev.outpatient.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.TimeRange;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The times that hours offer; days on which clocks jump are in {@link DaylightSavingTest}. */
class OfferedTimesTest {

    private static final ZoneId BOSTON = ZoneId.of("America/New_York");
    private static final LocalDate FALL_BACK = LocalDate.of(2026, 11, 1);

    @Example
    void anOrdinaryMorning() {
        assertThat(walls(LocalDate.of(2026, 12, 1), "09:00", "10:30", 30, BOSTON))
                .containsExactly("09:00-05:00", "09:30-05:00", "10:00-05:00");
    }

    @Example
    void aVisitThatWouldEndAfterClosingIsNotOffered() {
        assertThat(walls(LocalDate.of(2026, 12, 1), "09:00", "10:00", 25, BOSTON))
                .containsExactly("09:00-05:00", "09:25-05:00");
    }

    @Example
    void fallBackKeepsVisitsApart() {
        List<TimeRange> offered = offered(FALL_BACK, "00:00", "03:00", 20, BOSTON);
        for (int i = 1; i < offered.size(); i++) {
            assertThat(offered.get(i).start())
                    .isAfterOrEqualTo(offered.get(i - 1).end());
        }
    }

    @Example
    void midnightIsTheEndOfTheDay() {
        assertThat(walls(LocalDate.of(2026, 12, 1), "23:00", "00:00", 30, BOSTON))
                .containsExactly("23:00-05:00", "23:30-05:00");
    }

    @Example
    void hoursHoldOnlyFromAndToTheirDates() {
        WorkingHours hours = new WorkingHours(
                new DoctorId(1),
                new OfficeId(1),
                DayOfWeek.TUESDAY,
                LocalTime.of(9, 0),
                LocalTime.of(10, 0),
                60,
                LocalDate.of(2026, 12, 2),
                LocalDate.of(2026, 12, 14));
        assertThat(OfferedTimes.on(LocalDate.of(2026, 12, 1), hours, BOSTON)).isEmpty();
        assertThat(OfferedTimes.on(LocalDate.of(2026, 12, 8), hours, BOSTON)).hasSize(1);
        assertThat(OfferedTimes.on(LocalDate.of(2026, 12, 15), hours, BOSTON)).isEmpty();
    }

    /** On any date in any zone: in order, apart from each other, of the right length, at times that the wall shows. */
    @Property(tries = 3000)
    void whatIsOfferedCanHappen(
            @ForAll("zones") ZoneId zone,
            @ForAll @IntRange(min = 0, max = 20_000) int day,
            @ForAll @IntRange(min = 0, max = 286) int start,
            @ForAll @IntRange(min = 1, max = 288) int length,
            @ForAll @IntRange(min = 1, max = 24) int visit) {
        LocalDate date = LocalDate.ofEpochDay(day);
        int end = Math.min(288, start + length);
        WorkingHours hours = hours(date, wall(start * 5), wall(end % 288 * 5), visit * 5);
        List<TimeRange> offered = OfferedTimes.on(date, hours, zone);
        for (int i = 0; i < offered.size(); i++) {
            TimeRange time = offered.get(i);
            var wall = time.start().atZone(zone);
            assertThat(wall.toLocalDate()).isEqualTo(date);
            assertThat((wall.toLocalTime().toSecondOfDay() / 60 - start * 5) % (visit * 5))
                    .isZero();
            assertThat(time.length()).isEqualTo(Duration.ofMinutes(visit * 5L));
            if (i > 0) {
                assertThat(time.start()).isAfter(offered.get(i - 1).start());
            }
        }
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(ZoneId.getAvailableZoneIds().stream().sorted().toList())
                .map(ZoneId::of);
    }

    private static LocalTime wall(int minute) {
        return LocalTime.of(minute / 60, minute % 60);
    }

    private static List<String> walls(LocalDate date, String start, String end, int minutes, ZoneId zone) {
        return offered(date, start, end, minutes, zone).stream()
                .map(time -> time.start().atZone(zone).toOffsetDateTime())
                .map(time -> time.toLocalTime() + time.getOffset().getId())
                .toList();
    }

    private static List<TimeRange> offered(LocalDate date, String start, String end, int minutes, ZoneId zone) {
        return OfferedTimes.on(date, hours(date, LocalTime.parse(start), LocalTime.parse(end), minutes), zone);
    }

    private static WorkingHours hours(LocalDate date, LocalTime start, LocalTime end, int minutes) {
        return new WorkingHours(new DoctorId(1), new OfficeId(1), date.getDayOfWeek(), start, end, minutes, null, null);
    }
}
