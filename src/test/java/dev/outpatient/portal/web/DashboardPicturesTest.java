package dev.outpatient.portal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.outpatient.portal.web.DayChart.Part;
import dev.outpatient.portal.web.HeatMap.Cell;
import dev.outpatient.reports.DayCount;
import dev.outpatient.reports.HourCount;
import dev.outpatient.reports.Utilisation;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
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

    /** Eight came of ten, then nobody was expected, then half of them came. */
    @Test
    void theLineOfWhoCameShowsTheRateThatItsFigureTells() {
        List<DayCount> days = new ArrayList<>(Collections.nCopies(9, new DayCount(TODAY, 5, 0, 0, 3)));
        days.add(new DayCount(TODAY, 0, 8, 2, 0));
        days.add(new DayCount(TODAY, 0, 0, 0, 0));
        days.add(new DayCount(TODAY, 0, 1, 1, 0));
        assertThat(Sparkline.ofRates(days, DayCount::showRate).split(" "))
                .satisfiesExactly(
                        point -> assertThat(height(point)).isCloseTo(26 - 24 * 0.8, within(0.01)),
                        point -> assertThat(height(point)).isCloseTo(14, within(0.01)));
        assertThat(Sparkline.ofCounts(days, DayCount::cancelled).split(" ")).hasSize(12);
    }

    @Test
    void ofManyDoctorsBothEndsAreShownAndTwoOfOneNameAreTwo() {
        List<Utilisation> week = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            week.add(new Utilisation(new DoctorId(i), "Dr Osei", new OfficeId(1), "Harbor", 100, i * 10L));
        }
        week.add(new Utilisation(new DoctorId(10), "Dr Osei", new OfficeId(2), "Hill", 100, 0));
        Fullness doctors = Fullness.ofDoctors(week);
        assertThat(doctors.fullest())
                .extracting(Fullness.Line::page)
                .containsExactly("/admin/doctors/9", "/admin/doctors/8", "/admin/doctors/7", "/admin/doctors/6");
        assertThat(doctors.emptiest()).hasSize(4);
        assertThat(doctors.emptiest().getLast().share()).isEqualTo(0.1);
        Fullness offices = Fullness.ofOffices(week);
        assertThat(offices.fullest()).extracting(Fullness.Line::name).containsExactly("Harbor", "Hill");
        assertThat(offices.emptiest()).isEmpty();
    }

    private static double height(String point) {
        return Double.parseDouble(point.substring(point.indexOf(',') + 1));
    }
}
