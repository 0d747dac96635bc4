package dev.outpatient.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.util.List;
import org.junit.jupiter.api.Test;

class OfficeWeekTest {

    @Test
    void twoDaysInARowAreAPair() {
        assertThat(line(DayOfWeek.MONDAY, DayOfWeek.TUESDAY).isPair()).isTrue();
        assertThat(line(DayOfWeek.MONDAY, DayOfWeek.MONDAY).isPair()).isFalse();
        assertThat(line(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY).isPair()).isFalse();
    }

    private static OfficeWeek.Line line(DayOfWeek first, DayOfWeek last) {
        return new OfficeWeek.Line(first, last, List.of());
    }
}
