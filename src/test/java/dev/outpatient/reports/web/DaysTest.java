package dev.outpatient.reports.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.reports.Reports;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class DaysTest {

    @Test
    void monthsAndYearsAreWholeAndNinetyDaysEndToday() {
        assertThat(Days.quick(LocalDate.of(2028, 3, 30)))
                .containsEntry("this-month", days("2028-03-01", "2028-03-31"))
                .containsEntry("last-month", days("2028-02-01", "2028-02-29"))
                .containsEntry("quarter", days("2028-01-01", "2028-03-30"))
                .containsEntry("this-year", days("2028-01-01", "2028-12-31"));
        assertThat(Days.until(LocalDate.of(2026, 1, 30))).isEqualTo(days("2026-01-01", "2026-01-30"));
    }

    /** Also in a leap year. */
    @Test
    void noneIsLongerThanAReportMayBe() {
        assertThat(Days.quick(LocalDate.of(2028, 2, 29)).values())
                .allSatisfy(days -> assertThat(ChronoUnit.DAYS.between(days.from(), days.to()) + 1)
                        .isLessThanOrEqualTo(Reports.LONGEST_DAYS));
    }

    private static Days days(String from, String to) {
        return new Days(LocalDate.parse(from), LocalDate.parse(to));
    }
}
