package dev.outpatient.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.portal.web.DayChart.Part;
import dev.outpatient.portal.web.HeatMap.Cell;
import dev.outpatient.reports.DayCount;
import dev.outpatient.reports.HourCount;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class DashboardPicturesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 12, 1);

    @Test
    void theHighestDayFillsThePictureAndItsPartsStandOnEachOther() {
        DayChart chart = DayChart.of(
                List.of(new DayCount(TODAY.minusDays(1), 0, 6, 3, 3), new DayCount(TODAY, 6, 0, 0, 0)), TODAY);
        assertThat(chart.columns().getFirst().parts())
                .containsExactly(
                        new Part("completed", 60, 60), new Part("no-show", 30, 30), new Part("cancelled", 0, 30));
        assertThat(chart.columns().getLast().parts()).containsExactly(new Part("scheduled", 60, 60));
        assertThat(chart.columns()).extracting(DayChart.Column::today).containsExactly(false, true);
    }

    @Test
    void daysWithoutAppointmentsAreEmptyColumns() {
        DayChart chart = DayChart.of(List.of(new DayCount(TODAY, 0, 0, 0, 0)), TODAY);
        assertThat(chart.columns())
                .singleElement()
                .satisfies(column -> assertThat(column.parts()).isEmpty());
    }

    @Test
    void theHoursReachFromTheFirstToTheLastAndQuietWeekendsAreLeftOut() {
        HeatMap map =
                HeatMap.of(List.of(new HourCount(DayOfWeek.MONDAY, 9, 10), new HourCount(DayOfWeek.SUNDAY, 11, 1)));
        assertThat(map.hours()).containsExactly(LocalTime.of(9, 0), LocalTime.of(10, 0), LocalTime.of(11, 0));
        assertThat(map.rows())
                .extracting(HeatMap.Row::day)
                .containsExactly(
                        DayOfWeek.MONDAY,
                        DayOfWeek.TUESDAY,
                        DayOfWeek.WEDNESDAY,
                        DayOfWeek.THURSDAY,
                        DayOfWeek.FRIDAY,
                        DayOfWeek.SUNDAY);
        assertThat(map.rows().getFirst().cells()).containsExactly(new Cell(10, 5), new Cell(0, 0), new Cell(0, 0));
        assertThat(map.rows().getLast().cells()).containsExactly(new Cell(0, 0), new Cell(0, 0), new Cell(1, 1));
    }

    @Test
    void withoutVisitsThereIsNoMap() {
        assertThat(HeatMap.of(List.of()).rows()).isEmpty();
    }
}
