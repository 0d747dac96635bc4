package dev.outpatient.scheduling.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.scheduling.web.WeekSummary.Run;
import java.time.DayOfWeek;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeekSummaryTest {

    @Test
    void daysInARowAreToldByTheirEnds() {
        assertThat(runs(DayOfWeek.values())).containsExactly(new Run(DayOfWeek.MONDAY, DayOfWeek.SUNDAY));
        assertThat(runs(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY, DayOfWeek.SATURDAY))
                .as("two days are no run")
                .containsExactly(
                        new Run(DayOfWeek.MONDAY, DayOfWeek.MONDAY),
                        new Run(DayOfWeek.TUESDAY, DayOfWeek.TUESDAY),
                        new Run(DayOfWeek.THURSDAY, DayOfWeek.SATURDAY));
        assertThat(runs()).isEmpty();
    }

    @Test
    void hoursAreToldWithTheirMinutes() {
        WeekSummary week = new WeekSummary(List.of(DayOfWeek.MONDAY), 46 * 60 + 10);
        assertThat(week.wholeHours()).isEqualTo(46);
        assertThat(week.restMinutes()).isEqualTo(10);
        assertThat(new WeekSummary(List.of(), 90).hours()).isEqualTo(1.5);
    }

    private static List<Run> runs(DayOfWeek... days) {
        return new WeekSummary(List.of(days), 0).runs();
    }
}
