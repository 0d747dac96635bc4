package dev.outpatient.scheduling.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.scheduling.TimeOff;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days and hours on a wall, as the time that a doctor is away. */
class AwayRangeTest {

    /** One day is as long as the clocks make it; the last day belongs to the range. */
    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2027-01-15, 2027-01-15, 24h",
        "America/New_York, 2027-03-14, 2027-03-14, 23h",
        "America/New_York, 2027-11-07, 2027-11-07, 25h",
        "America/New_York, 2027-03-12, 2027-03-15, 95h",
        "Australia/Lord_Howe, 2027-04-04, 2027-04-04, 24h30m",
        "Australia/Lord_Howe, 2027-10-03, 2027-10-03, 23h30m",
        // The clocks jump at midnight, so this day begins at one.
        "America/Asuncion, 2023-10-01, 2023-10-01, 23h",
        "America/Havana, 2027-11-07, 2027-11-07, 25h"
    })
    void wholeDaysLastAsLongAsTheClocksMakeThem(ZoneId zone, LocalDate first, LocalDate last, String length) {
        TimeRange range = AwayRange.days(first, last, zone).orElseThrow();
        assertThat(range.length()).isEqualTo(Duration.parse("PT" + length));
        TimeOffLine line = TimeOffLine.of(new TimeOff(1, new DoctorId(1), range, null), zone);
        assertThat(line.wholeDays()).isTrue();
        assertThat(line.firstOn()).isEqualTo(first);
        assertThat(line.lastOn()).isEqualTo(last);
    }

    @Test
    void daysEndAfterTheyBegin() {
        LocalDate day = LocalDate.of(2027, 1, 15);
        assertThat(AwayRange.days(day, day.minusDays(1), ZoneId.of("America/New_York")))
                .isEmpty();
    }

    /** Hours of the day on which the clocks jump: the skipped time is no time, the repeated one counts twice. */
    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2027-01-15, 09:00, 12:00, 2027-01-15T14:00:00Z, 3h",
        "America/New_York, 2027-01-15, 22:00, 00:00, 2027-01-16T03:00:00Z, 2h",
        "America/New_York, 2027-03-14, 01:00, 04:00, 2027-03-14T06:00:00Z, 2h",
        "America/New_York, 2027-03-14, 02:30, 04:00, 2027-03-14T07:00:00Z, 1h",
        "America/New_York, 2027-03-14, 01:00, 02:30, 2027-03-14T06:00:00Z, 1h",
        "America/New_York, 2027-11-07, 01:00, 01:30, 2027-11-07T05:00:00Z, 1h30m",
        "America/New_York, 2027-11-07, 00:30, 01:00, 2027-11-07T04:30:00Z, 30m",
        "America/New_York, 2027-11-07, 00:30, 02:00, 2027-11-07T04:30:00Z, 2h30m",
        "Australia/Lord_Howe, 2027-10-03, 01:30, 03:00, 2027-10-02T15:00:00Z, 1h",
        "Australia/Lord_Howe, 2027-04-04, 01:30, 02:00, 2027-04-03T14:30:00Z, 1h"
    })
    void hoursCoverWhatTheWallShows(
            ZoneId zone, LocalDate on, LocalTime start, LocalTime end, Instant startsAt, String length) {
        TimeRange range = AwayRange.hours(on, start, end, zone).orElseThrow();
        assertThat(range.start()).isEqualTo(startsAt);
        assertThat(range.length()).isEqualTo(Duration.parse("PT" + length));
    }

    @ParameterizedTest
    @CsvSource({"2027-01-15, 12:00, 09:00", "2027-01-15, 09:00, 09:00", "2027-03-14, 02:00, 02:30"})
    void noTimeIsNoRange(LocalDate on, LocalTime start, LocalTime end) {
        Optional<TimeRange> range = AwayRange.hours(on, start, end, ZoneId.of("America/New_York"));
        assertThat(range).isEmpty();
    }
}
