package dev.outpatient.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.scheduling.Schedule.OfDoctor;
import dev.outpatient.scheduling.Schedule.OfOffice;
import dev.outpatient.scheduling.Schedule.Opening;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final BookingRules RULES =
            new BookingRules(Duration.ZERO, Duration.ofDays(90), Duration.ZERO, Duration.ZERO, 20);
    private static final OfficeId HARBOR = new OfficeId(1);
    private static final OfficeId UNION = new OfficeId(2);
    private static final LocalDate TUESDAY = LocalDate.of(2026, 12, 1);

    @Test
    void anOfficeIsStaffedWhenSomebodyWorksAndItIsOpen() {
        Schedule schedule = Schedule.of(
                1,
                Map.of(
                        new DoctorId(1), week(hours(1, HARBOR, 13, null), hours(1, UNION, 9, null)),
                        new DoctorId(2), week(hours(2, HARBOR, 9, TUESDAY.plusWeeks(1)))),
                Map.of(UNION, new OfOffice(Set.of(TUESDAY), RULES)),
                RULES);

        assertThat(schedule.inOffice(HARBOR, TUESDAY))
                .containsExactly(hours(1, HARBOR, 13, null), hours(2, HARBOR, 9, TUESDAY.plusWeeks(1)));
        assertThat(schedule.inOffice(HARBOR, TUESDAY.plusWeeks(2)))
                .as("the other's hours are over")
                .containsExactly(hours(1, HARBOR, 13, null));
        assertThat(schedule.isStaffed(HARBOR, TUESDAY)).isTrue();
        assertThat(schedule.isStaffed(HARBOR, TUESDAY.plusDays(1))).isFalse();
        assertThat(schedule.isStaffed(UNION, TUESDAY)).as("closed").isFalse();
        assertThat(schedule.isStaffed(UNION, TUESDAY.plusWeeks(1))).isTrue();
        assertThat(schedule.isStaffed(new OfficeId(3), TUESDAY)).isFalse();
    }

    private static OfDoctor week(WorkingHours... hours) {
        return OfDoctor.of(
                Arrays.stream(hours).map(range -> new Opening(range, ZONE)).toList(), List.of());
    }

    private static WorkingHours hours(long doctor, OfficeId office, int from, @Nullable LocalDate validTo) {
        return new WorkingHours(
                new DoctorId(doctor),
                office,
                DayOfWeek.TUESDAY,
                LocalTime.of(from, 0),
                LocalTime.of(from + 3, 0),
                30,
                null,
                validTo);
    }
}
