package dev.outpatient.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outpatient.scheduling.BusyDays.Owner;
import dev.outpatient.scheduling.FreeTimes.Wanted;
import dev.outpatient.scheduling.Schedule.OfDoctor;
import dev.outpatient.scheduling.Schedule.OfOffice;
import dev.outpatient.scheduling.Schedule.Opening;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left of nine to eleven in half hours, under each rule. */
class FreeTimesTest {

    private static final LocalDate DATE = LocalDate.of(2026, 12, 1);
    private static final DoctorId DOCTOR = new DoctorId(1);
    private static final OfficeId OFFICE = new OfficeId(1);
    private static final Instant BEFORE = DATE.minusDays(7).atStartOfDay().toInstant(ZoneOffset.UTC);
    private static final Duration NONE = Duration.ZERO;
    private static final BookingRules LENIENT = rules(NONE, Duration.ofDays(90), NONE);

    @Test
    void allOfIt() {
        assertThat(free(LENIENT, List.of(), Set.of(), false, BEFORE))
                .containsExactly("09:00", "09:30", "10:00", "10:30");
    }

    @Test
    void notWhatIsTaken() {
        assertThat(free(LENIENT, List.of(), Set.of(), false, BEFORE, at("09:30", 30)))
                .containsExactly("09:00", "10:00", "10:30");
    }

    @Test
    void notWhatIsTooNearToWhatIsTaken() {
        BookingRules buffered = rules(NONE, Duration.ofDays(90), Duration.ofMinutes(10));
        assertThat(free(buffered, List.of(), Set.of(), false, BEFORE, at("10:00", 20)))
                .as("9:30 ends without a pause, 10:30 begins after one")
                .containsExactly("09:00", "10:30");
        assertThat(free(buffered, List.of(), Set.of(), true, BEFORE, at("10:00", 20)))
                .as("staff may leave out the pause")
                .containsExactly("09:00", "09:30", "10:30");
    }

    @Test
    void notWhatTouchesTimeOff() {
        assertThat(free(LENIENT, List.of(at("09:29", 2)), Set.of(), false, BEFORE))
                .containsExactly("10:00", "10:30");
        assertThat(free(LENIENT, List.of(at("09:30", 30)), Set.of(), true, BEFORE))
                .as("for staff too")
                .containsExactly("09:00", "10:00", "10:30");
    }

    @Test
    void notOnAClosedDay() {
        assertThat(free(LENIENT, List.of(), Set.of(DATE), true, BEFORE)).isEmpty();
        assertThat(free(LENIENT, List.of(), Set.of(DATE.plusDays(1)), false, BEFORE))
                .hasSize(4);
    }

    @Test
    void notTooSoonNorTooFarAhead() {
        BookingRules strict = rules(Duration.ofHours(1), Duration.ofDays(7), NONE);
        assertThat(free(strict, List.of(), Set.of(), false, at("08:30", 5).start()))
                .as("an hour from now is soon enough")
                .containsExactly("09:30", "10:00", "10:30");
        assertThat(free(strict, List.of(), Set.of(), true, at("09:30", 5).start()))
                .as("staff may book what starts now")
                .containsExactly("09:30", "10:00", "10:30");
        assertThat(free(
                        strict,
                        List.of(),
                        Set.of(),
                        false,
                        at("09:30", 5).start().minus(Duration.ofDays(7))))
                .as("seven days from now is near enough")
                .containsExactly("09:00", "09:30");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "as given, 60, 90, 0, 0, 20,",
        "no notice, 0, 1, 0, 0, 1,",
        "negative notice, -1, 90, 0, 0, 20, noticeMinutes",
        "notice beyond the horizon, 2880, 2, 0, 0, 20, noticeMinutes",
        "no horizon, 0, 0, 0, 0, 20, horizonDays",
        "more than two years, 0, 731, 0, 0, 20, horizonDays",
        "two years, 0, 730, 0, 0, 20,",
        "more than thirty days to cancel, 0, 90, 43201, 0, 20, cancelNoticeMinutes",
        "a pause off the grid, 0, 90, 0, 7, 20, bufferMinutes",
        "a pause of four hours, 0, 90, 0, 240, 20,",
        "a longer pause, 0, 90, 0, 245, 20, bufferMinutes",
        "no appointment at all, 0, 90, 0, 0, 0, maxUpcoming"
    })
    void rules(
            String name,
            int notice,
            int horizon,
            int cancel,
            int buffer,
            int most,
            @org.jspecify.annotations.Nullable String field) {
        BookingRules rules = new BookingRules(
                Duration.ofMinutes(notice),
                Duration.ofDays(horizon),
                Duration.ofMinutes(cancel),
                Duration.ofMinutes(buffer),
                most);
        if (field == null) {
            assertThatCode(rules::check).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(rules::check)
                    .isInstanceOfSatisfying(
                            Problem.Invalid.class,
                            e -> assertThat(e.errors())
                                    .extracting(Problem.Invalid.FieldError::field)
                                    .containsExactly(field));
        }
    }

    private static List<String> free(
            BookingRules rules,
            List<TimeRange> off,
            Set<LocalDate> closed,
            boolean staff,
            Instant now,
            TimeRange... taken) {
        WorkingHours hours = new WorkingHours(
                DOCTOR, OFFICE, DATE.getDayOfWeek(), LocalTime.of(9, 0), LocalTime.of(11, 0), 30, null, null);
        Schedule schedule = Schedule.of(
                1,
                Map.of(DOCTOR, OfDoctor.of(List.of(new Opening(hours, ZoneOffset.UTC)), off)),
                Map.of(OFFICE, new OfOffice(closed, rules)),
                LENIENT);
        BusyDays busy = new BusyDays();
        for (TimeRange range : taken) {
            busy.overlay(Owner.of(DOCTOR), range);
        }
        FreeTimes times = new FreeTimes(schedule, new Wanted(office -> true, date -> true, null, staff), now);
        return times.offeredOn(DATE, List.of(DOCTOR)).next(Integer.MAX_VALUE).stream()
                .filter(time -> times.isFree(time, busy))
                .map(free ->
                        free.time().start().atZone(ZoneOffset.UTC).toLocalTime().toString())
                .toList();
    }

    private static TimeRange at(String time, int minutes) {
        return TimeRange.of(DATE.atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC), Duration.ofMinutes(minutes));
    }

    private static BookingRules rules(Duration notice, Duration horizon, Duration buffer) {
        return new BookingRules(notice, horizon, NONE, buffer, 20);
    }
}
