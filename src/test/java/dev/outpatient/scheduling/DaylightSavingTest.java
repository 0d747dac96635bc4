package dev.outpatient.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.scheduling.BusyDays.Owner;
import dev.outpatient.scheduling.FreeTimes.Wanted;
import dev.outpatient.scheduling.Schedule.OfDoctor;
import dev.outpatient.scheduling.Schedule.Opening;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The days on which clocks jump, and the zones that are not whole hours from UTC, by name. */
class DaylightSavingTest {

    private static final OfficeId OFFICE = new OfficeId(1);
    private static final DoctorId DOCTOR = new DoctorId(1);

    /** A wall time that is skipped is missing; one that occurs twice is there twice, first as summer time. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "nothing", textBlock = """
            New York in spring, 15 minutes    | America/New_York    | 2026-03-08 | 01:30 | 03:30 | 15 | 01:30-05:00 01:45-05:00 03:00-04:00 03:15-04:00
            New York in spring, 20 minutes    | America/New_York    | 2026-03-08 | 01:00 | 03:40 | 20 | 01:00-05:00 01:20-05:00 01:40-05:00 03:00-04:00 03:20-04:00
            New York in spring, 30 minutes    | America/New_York    | 2026-03-08 | 01:00 | 04:00 | 30 | 01:00-05:00 01:30-05:00 03:00-04:00 03:30-04:00
            New York in spring, 60 minutes    | America/New_York    | 2026-03-08 | 00:00 | 05:00 | 60 | 00:00-05:00 01:00-05:00 03:00-04:00 04:00-04:00
            New York in spring, over the jump | America/New_York    | 2026-03-08 | 01:30 | 04:30 | 60 | 01:30-05:00 03:30-04:00
            New York, opens when it is skipped| America/New_York    | 2026-03-08 | 02:30 | 03:30 | 30 | 03:00-04:00
            New York, closes when it is       | America/New_York    | 2026-03-08 | 01:30 | 02:30 | 30 | 01:30-05:00
            New York, closes before the end   | America/New_York    | 2026-03-08 | 01:30 | 02:30 | 60 | nothing
            New York, all of it is skipped    | America/New_York    | 2026-03-08 | 02:00 | 03:00 | 30 | nothing
            New York in autumn, 15 minutes    | America/New_York    | 2026-11-01 | 01:30 | 02:15 | 15 | 01:30-04:00 01:45-04:00 01:30-05:00 01:45-05:00 02:00-05:00
            New York in autumn, 20 minutes    | America/New_York    | 2026-11-01 | 00:40 | 02:20 | 20 | 00:40-04:00 01:00-04:00 01:20-04:00 01:40-04:00 01:00-05:00 01:20-05:00 01:40-05:00 02:00-05:00
            New York in autumn, 30 minutes    | America/New_York    | 2026-11-01 | 00:30 | 02:30 | 30 | 00:30-04:00 01:00-04:00 01:30-04:00 01:00-05:00 01:30-05:00 02:00-05:00
            New York in autumn, 60 minutes    | America/New_York    | 2026-11-01 | 00:00 | 03:00 | 60 | 00:00-04:00 01:00-04:00 01:00-05:00 02:00-05:00
            New York, closes as it comes twice| America/New_York    | 2026-11-01 | 00:00 | 01:00 | 40 | 00:00-04:00
            Havana, closes at first midnight  | America/Havana      | 2026-10-31 | 23:00 | 00:00 | 40 | 23:00-04:00
            London in spring                  | Europe/London       | 2026-03-29 | 00:00 | 03:00 | 30 | 00:00Z 00:30Z 02:00+01:00 02:30+01:00
            London in autumn                  | Europe/London       | 2026-10-25 | 00:30 | 02:30 | 30 | 00:30+01:00 01:00+01:00 01:30+01:00 01:00Z 01:30Z 02:00Z
            Sydney in spring                  | Australia/Sydney    | 2026-10-04 | 01:00 | 04:00 | 30 | 01:00+10:00 01:30+10:00 03:00+11:00 03:30+11:00
            Sydney in autumn                  | Australia/Sydney    | 2026-04-05 | 01:30 | 03:30 | 30 | 01:30+11:00 02:00+11:00 02:30+11:00 02:00+10:00 02:30+10:00 03:00+10:00
            Lord Howe in spring, half an hour | Australia/Lord_Howe | 2026-10-04 | 01:30 | 03:00 | 15 | 01:30+10:30 01:45+10:30 02:30+11:00 02:45+11:00
            Lord Howe in autumn, half an hour | Australia/Lord_Howe | 2026-04-05 | 01:00 | 02:30 | 15 | 01:00+11:00 01:15+11:00 01:30+11:00 01:45+11:00 01:30+10:30 01:45+10:30 02:00+10:30 02:15+10:30
            Lord Howe in autumn, 60 minutes   | Australia/Lord_Howe | 2026-04-05 | 00:30 | 03:30 | 60 | 00:30+11:00 01:30+11:00 01:30+10:30 02:30+10:30
            Kathmandu in spring, no jump      | Asia/Kathmandu      | 2026-03-29 | 01:00 | 03:00 | 30 | 01:00+05:45 01:30+05:45 02:00+05:45 02:30+05:45
            Kathmandu in autumn, no jump      | Asia/Kathmandu      | 2026-10-25 | 01:00 | 03:00 | 60 | 01:00+05:45 02:00+05:45
            Chatham in spring, 45 minutes off | Pacific/Chatham     | 2026-09-27 | 02:15 | 04:15 | 30 | 02:15+12:45 03:45+13:45
            Chatham in autumn, 45 minutes off | Pacific/Chatham     | 2026-04-05 | 02:15 | 04:15 | 30 | 02:15+13:45 02:45+13:45 03:15+13:45 02:45+12:45 03:15+12:45 03:45+12:45
            Troll in spring, two hours        | Antarctica/Troll    | 2026-03-29 | 00:30 | 03:30 | 30 | 00:30Z 03:00+02:00
            Beirut in spring, at midnight     | Asia/Beirut         | 2026-03-29 | 00:00 | 02:00 | 30 | 01:00+03:00 01:30+03:00
            Beirut on the evening before      | Asia/Beirut         | 2026-03-28 | 23:00 | 00:00 | 30 | 23:00+02:00 23:30+02:00
            Beirut in autumn, back to 23:00   | Asia/Beirut         | 2026-10-24 | 22:30 | 00:00 | 30 | 22:30+03:00 23:00+03:00 23:30+03:00 23:00+02:00 23:30+02:00
            Beirut on the morning after       | Asia/Beirut         | 2026-10-25 | 00:00 | 01:00 | 30 | 00:00+02:00 00:30+02:00
            Havana in spring, at midnight     | America/Havana      | 2026-03-08 | 00:00 | 02:00 | 30 | 01:00-04:00 01:30-04:00
            Havana in autumn, back to 0:00    | America/Havana      | 2026-11-01 | 00:00 | 01:30 | 30 | 00:00-04:00 00:30-04:00 00:00-05:00 00:30-05:00 01:00-05:00
            Azores in spring, at midnight     | Atlantic/Azores     | 2026-03-29 | 00:00 | 02:00 | 60 | 01:00Z
            Azores in autumn, back to 0:00    | Atlantic/Azores     | 2026-10-25 | 00:00 | 02:00 | 60 | 00:00Z 00:00-01:00 01:00-01:00
            Kiritimati, the first to see a day| Pacific/Kiritimati  | 2026-11-01 | 23:00 | 00:00 | 30 | 23:00+14:00 23:30+14:00
            Samoa on the date it never had    | Pacific/Apia        | 2011-12-30 | 09:00 | 12:00 | 30 | nothing
            """)
    void offers(
            String name,
            ZoneId zone,
            LocalDate date,
            LocalTime start,
            LocalTime end,
            int minutes,
            @Nullable String walls) {
        List<TimeRange> offered = OfferedTimes.on(date, hours(date, start, end, minutes), zone);
        assertThat(offered.stream().map(time -> wall(time.start(), zone)))
                .containsExactly(walls == null ? new String[0] : walls.split(" "));
        assertThat(offered.stream().map(TimeRange::start)).isSorted().doesNotHaveDuplicates();
        assertThat(offered).allMatch(time -> time.length().equals(Duration.ofMinutes(minutes)));
        TimeRange range = hours(date, start, end, minutes).on(date, zone);
        assertThat(offered)
                .allMatch(time ->
                        !time.start().isBefore(range.start()) && !time.end().isAfter(range.end()));
    }

    /** How long a range is in real time, from the first moment of its start to the last of its end. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            New York, over the hour that is skipped | America/New_York    | 2026-03-08 | 01:00 | 04:00 | 120
            New York, from within it                | America/New_York    | 2026-03-08 | 02:30 | 04:00 | 60
            New York, until within it               | America/New_York    | 2026-03-08 | 01:00 | 02:30 | 60
            New York, over the hour that comes twice| America/New_York    | 2026-11-01 | 00:00 | 03:00 | 240
            New York, from within it, first time    | America/New_York    | 2026-11-01 | 01:30 | 03:00 | 150
            New York, until within it, second time  | America/New_York    | 2026-11-01 | 00:00 | 01:30 | 150
            New York, until it comes the first time | America/New_York    | 2026-11-01 | 00:00 | 01:00 | 60
            Lord Howe, half an hour less            | Australia/Lord_Howe | 2026-10-04 | 01:00 | 03:00 | 90
            Beirut, until the midnight that is not  | Asia/Beirut         | 2026-03-28 | 23:00 | 00:00 | 60
            Beirut, until the second midnight       | Asia/Beirut         | 2026-10-24 | 23:00 | 00:00 | 120
            """)
    void lasts(String name, ZoneId zone, LocalDate date, LocalTime start, LocalTime end, int minutes) {
        assertThat(hours(date, start, end, 15).on(date, zone).length()).isEqualTo(Duration.ofMinutes(minutes));
    }

    /** Each UTC day gives the visits that start on it, so a search that goes on by UTC days misses and repeats none. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Auckland, Pacific/Auckland, 2026-09-27",
        "Honolulu, Pacific/Honolulu, 2026-11-01",
        "Kiritimati, Pacific/Kiritimati, 2026-11-01",
        "New York in spring, America/New_York, 2026-03-08",
        "New York in autumn, America/New_York, 2026-11-01",
        "Beirut in autumn, Asia/Beirut, 2026-10-24"
    })
    void aDateAtTheOfficeIsWholeAcrossUtcDays(String name, ZoneId zone, LocalDate date) {
        WorkingHours allDay = hours(date, LocalTime.MIN, LocalTime.MIDNIGHT, 30);
        FreeTimes free = free(zone, allDay, date, null);
        List<TimeRange> found = date.minusDays(2)
                .datesUntil(date.plusDays(3))
                .flatMap(day -> on(day, free, List.of(DOCTOR), new BusyDays()))
                .map(FreeTimes.FreeTime::time)
                .toList();
        assertThat(found).isEqualTo(OfferedTimes.on(date, allDay, zone));
        assertThat(found)
                .hasSize((int) Duration.between(
                                        date.atStartOfDay(zone),
                                        date.plusDays(1).atStartOfDay(zone))
                                .toMinutes()
                        / 30);
    }

    @Test
    void morningEndsAtNoonOnTheWallWhateverTheClocksDidAtNight() {
        LocalDate date = LocalDate.of(2026, 11, 1);
        ZoneId boston = ZoneId.of("America/New_York");
        WorkingHours hours = hours(date, LocalTime.of(11, 0), LocalTime.of(13, 0), 30);
        assertThat(walls(free(boston, hours, date, PartOfDay.AM), date, boston))
                .containsExactly("11:00-05:00", "11:30-05:00");
        assertThat(walls(free(boston, hours, date, PartOfDay.PM), date, boston))
                .containsExactly("12:00-05:00", "12:30-05:00");
    }

    /** Whoever books the first of two equal wall times leaves the second. */
    @Test
    void theSecondOfTwoEqualWallTimesIsFreeWhenTheFirstIsNot() {
        LocalDate date = LocalDate.of(2026, 11, 1);
        ZoneId boston = ZoneId.of("America/New_York");
        BusyDays busy = new BusyDays();
        busy.overlay(Owner.of(DOCTOR), TimeRange.of(Instant.parse("2026-11-01T05:30:00Z"), Duration.ofMinutes(30)));
        FreeTimes free = free(boston, hours(date, LocalTime.of(1, 0), LocalTime.of(2, 0), 30), date, null);
        assertThat(on(date, free, List.of(DOCTOR), busy)
                        .map(time -> wall(time.time().start(), boston)))
                .containsExactly("01:00-04:00", "01:00-05:00", "01:30-05:00");
    }

    /** Nine o'clock comes earlier in the east. */
    @Test
    void acrossZonesTheEarliestMomentComesFirst() {
        LocalDate date = LocalDate.of(2026, 10, 25);
        List<String> zones = List.of("America/New_York", "Europe/London", "Asia/Kathmandu", "Pacific/Kiritimati");
        Map<DoctorId, OfDoctor> doctors = new java.util.HashMap<>();
        for (int i = 0; i < zones.size(); i++) {
            DoctorId doctor = new DoctorId(i + 1L);
            doctors.put(
                    doctor,
                    OfDoctor.of(
                            List.of(new Opening(
                                    hours(date, LocalTime.of(9, 0), LocalTime.of(9, 30), 30), ZoneId.of(zones.get(i)))),
                            List.of()));
        }
        FreeTimes free = new FreeTimes(
                Schedule.of(1, doctors, Map.of(), RULES),
                new Wanted(o -> true, date::equals, null, false),
                Instant.EPOCH);
        assertThat(date.minusDays(1)
                        .datesUntil(date.plusDays(2))
                        .flatMap(day -> on(day, free, doctors.keySet(), new BusyDays()))
                        .map(time -> time.doctor().value() + " " + time.time().start()))
                .containsExactly(
                        "4 2026-10-24T19:00:00Z",
                        "3 2026-10-25T03:15:00Z",
                        "2 2026-10-25T09:00:00Z",
                        "1 2026-10-25T13:00:00Z");
    }

    private static final BookingRules RULES =
            new BookingRules(Duration.ZERO, Duration.ofDays(100_000), Duration.ZERO, Duration.ZERO, 20);

    private static FreeTimes free(ZoneId zone, WorkingHours hours, LocalDate date, @Nullable PartOfDay part) {
        OfDoctor doctor = OfDoctor.of(List.of(new Opening(hours, zone)), List.of());
        return new FreeTimes(
                Schedule.of(1, Map.of(DOCTOR, doctor), Map.of(), RULES),
                new Wanted(office -> true, date::equals, part, false),
                Instant.EPOCH);
    }

    private static Stream<FreeTimes.FreeTime> on(
            LocalDate day, FreeTimes free, Collection<DoctorId> doctors, BusyDays busy) {
        return free.offeredOn(day, doctors).next(Integer.MAX_VALUE).stream().filter(time -> free.isFree(time, busy));
    }

    private static List<String> walls(FreeTimes free, LocalDate day, ZoneId zone) {
        return on(day, free, List.of(DOCTOR), new BusyDays())
                .sorted(Comparator.comparing(time -> time.time().start()))
                .map(time -> wall(time.time().start(), zone))
                .toList();
    }

    private static String wall(Instant at, ZoneId zone) {
        OffsetDateTime wall = at.atZone(zone).toOffsetDateTime();
        return wall.toLocalTime() + wall.getOffset().getId();
    }

    private static WorkingHours hours(LocalDate date, LocalTime start, LocalTime end, int minutes) {
        return new WorkingHours(DOCTOR, OFFICE, date.getDayOfWeek(), start, end, minutes, null, null);
    }
}
