package dev.outpatient.portal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.outpatient.directory.Office;
import dev.outpatient.directory.OfficeDetails;
import dev.outpatient.scheduling.WorkingHours;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OfficeWeekTest {

    private static final Office OFFICE = new Office(
            new OfficeId(7), new OfficeDetails("Harbor Office", null, null, null, null, ZoneId.of("UTC")), 1);

    @Test
    void twoDaysInARowAreAPair() {
        assertThat(line(DayOfWeek.MONDAY, DayOfWeek.TUESDAY).isPair()).isTrue();
        assertThat(line(DayOfWeek.MONDAY, DayOfWeek.MONDAY).isPair()).isFalse();
        assertThat(line(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY).isPair()).isFalse();
    }

    @Test
    void hoursThatAreOverOrBeginLaterAreNotTold() {
        LocalDate sunday = LocalDate.of(2026, 11, 29);
        List<WorkingHours> hours = List.of(
                hours(DayOfWeek.SATURDAY, null, null),
                hours(DayOfWeek.SUNDAY, sunday, sunday),
                hours(DayOfWeek.MONDAY, sunday.plusDays(8), null));

        assertThat(OfficeWeek.of(OFFICE, hours, sunday).lines())
                .extracting(OfficeWeek.Line::first, OfficeWeek.Line::last)
                .containsExactly(tuple(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));
        assertThat(OfficeWeek.of(OFFICE, hours, sunday.plusDays(1)).lines())
                .extracting(OfficeWeek.Line::first)
                .containsExactly(DayOfWeek.SATURDAY);
        assertThat(OfficeWeek.of(OFFICE, hours, sunday.plusDays(7)).lines())
                .extracting(OfficeWeek.Line::first)
                .containsExactly(DayOfWeek.MONDAY, DayOfWeek.SATURDAY);
    }

    private static WorkingHours hours(DayOfWeek day, @Nullable LocalDate from, @Nullable LocalDate to) {
        return new WorkingHours(
                new DoctorId(1), OFFICE.id(), day, LocalTime.of(9, 0), LocalTime.of(13, 0), 20, from, to);
    }

    private static OfficeWeek.Line line(DayOfWeek first, DayOfWeek last) {
        return new OfficeWeek.Line(first, last, List.of());
    }
}
