package dev.outpatient.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.reports.OfferedTime.Hours;
import dev.outpatient.reports.OfferedTime.Range;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OfferedTimeTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 2);
    private static final Hours MORNING = hours("09:00", "12:00");
    private static final Hours EVENING = hours("22:00", "00:00");

    @Test
    void aWeekOffersItsRangesOnce() {
        assertThat(minutes(List.of(MORNING, EVENING), List.of(), Set.of())).isEqualTo(5 * 60);
    }

    @Test
    void timeOffTakesWhatItCoversEvenWhenEnteredTwice() {
        List<Range> away = List.of(range("11:00", "13:00"), range("10:30", "11:30"), range("11:30", "11:45"));
        assertThat(minutes(List.of(MORNING), away, Set.of())).isEqualTo(90);
    }

    @Test
    void timeOffInsideAnotherTakesNothingMore() {
        assertThat(minutes(List.of(MORNING), List.of(range("09:00", "12:00"), range("10:00", "11:00")), Set.of()))
                .isZero();
    }

    @Test
    void aClosedDayOffersNothing() {
        assertThat(minutes(List.of(MORNING), List.of(), Set.of(MONDAY))).isZero();
    }

    @Test
    void hoursCountFromTheirFirstToTheirLastDate() {
        Hours limited = new Hours(
                DayOfWeek.MONDAY, LocalTime.of(9, 0), LocalTime.of(10, 0), MONDAY.plusWeeks(1), MONDAY.plusWeeks(2));
        assertThat(OfferedTime.minutes(List.of(limited), MONDAY, MONDAY.plusWeeks(5), List.of(), Set.of()))
                .isEqualTo(120);
    }

    private static long minutes(List<Hours> week, List<Range> away, Set<LocalDate> closed) {
        return OfferedTime.minutes(week, MONDAY, MONDAY.plusDays(6), away, closed);
    }

    private static Hours hours(String start, String end) {
        return new Hours(DayOfWeek.MONDAY, LocalTime.parse(start), LocalTime.parse(end), null, null);
    }

    private static Range range(String start, String end) {
        return new Range(MONDAY.atTime(LocalTime.parse(start)), MONDAY.atTime(LocalTime.parse(end)));
    }
}
