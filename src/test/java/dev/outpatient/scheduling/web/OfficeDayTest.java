package dev.outpatient.scheduling.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.directory.Doctor;
import dev.outpatient.scheduling.TimeOff;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.TimeRange;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OfficeDayTest {

    private static final LocalDate DATE = LocalDate.of(2026, 12, 1);
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final Doctor OSEI = new Doctor(new DoctorId(1), "Ama Osei", null, "Cardiology", 1);
    private static final Doctor LEE = new Doctor(new DoctorId(2), "Tom Lee", null, "Pediatrics", 1);

    @Test
    void everyColumnFillsEveryLine() {
        OfficeDay day = OfficeDay.of(List.of(
                column(OSEI, hours("08:30", "12:30", "13:30", "17:00"), away("10:00", "11:00")),
                column(LEE, hours("09:20", "16:00"), away("15:00", "18:00"), away("09:40", "10:00"))));

        assertThat(day.minutes()).isEqualTo(10);
        assertThat(day.lines()).hasSize(9 * 6);
        assertThat(day.lines().getFirst().hour()).isEqualTo(LocalTime.of(8, 0));
        List<OfficeDay.Cell> cells =
                day.lines().stream().flatMap(line -> line.cells().stream()).toList();
        assertThat(cells.stream().mapToInt(OfficeDay.Cell::lines).sum()).isEqualTo(2 * 9 * 6);
        assertThat(cells.stream().mapToInt(cell -> cell.items().size()).sum()).isEqualTo(3);
    }

    /** Time off may begin at any minute; the table knows five of them at least. */
    @Test
    void timeOffAtAnyMinuteKeepsTheColumnsInLine() {
        OfficeDay day = OfficeDay.of(List.of(
                column(OSEI, hours("09:00", "12:00"), away("10:02", "10:58")),
                column(LEE, hours("09:00", "12:00"), away("11:58", "12:00"))));

        assertThat(day.lines()).hasSize(3 * 60 / day.minutes());
        List<OfficeDay.Cell> cells =
                day.lines().stream().flatMap(line -> line.cells().stream()).toList();
        assertThat(cells.stream().mapToInt(OfficeDay.Cell::lines).sum())
                .isEqualTo(2 * day.lines().size());
        List<OfficeDayItem> items =
                cells.stream().flatMap(cell -> cell.items().stream()).toList();
        assertThat(items).extracting(OfficeDayItem::from).containsExactly(10 * 60, 11 * 60 + 55);
        assertThat(items).extracting(OfficeDayItem::to).containsExactly(11 * 60, 12 * 60);
    }

    @Test
    void whatOverlapsSharesACell() {
        OfficeDay day = OfficeDay.of(
                List.of(column(OSEI, hours("09:00", "12:00"), away("09:00", "10:00"), away("09:30", "11:00"))));

        OfficeDay.Cell first = day.lines().getFirst().cells().getFirst();
        assertThat(first.items()).hasSize(2);
        assertThat(first.lines() * day.minutes()).isEqualTo(120);
    }

    @Test
    void timeOffAloneMakesNoDay() {
        assertThat(OfficeDay.of(List.of(column(OSEI, List.of(), away("09:00", "10:00"))))
                        .doctors())
                .isEmpty();
        assertThat(OfficeDay.of(List.of()).lines()).isEmpty();
    }

    private static OfficeDay.Column column(Doctor doctor, List<OfficeDay.Minutes> hours, TimeOff... off) {
        return new OfficeDay.Column(
                doctor,
                hours,
                Arrays.stream(off)
                        .map(one -> OfficeDayItem.of(doctor, DATE, AwayTime.on(DATE, one, ZONE)))
                        .toList());
    }

    private static List<OfficeDay.Minutes> hours(String... edges) {
        List<OfficeDay.Minutes> hours = new ArrayList<>();
        for (int i = 0; i < edges.length; i += 2) {
            hours.add(new OfficeDay.Minutes(
                    LocalTime.parse(edges[i]).toSecondOfDay() / 60,
                    LocalTime.parse(edges[i + 1]).toSecondOfDay() / 60));
        }
        return hours;
    }

    private static TimeOff away(String from, String to) {
        return new TimeOff(
                1,
                OSEI.id(),
                new TimeRange(
                        DATE.atTime(LocalTime.parse(from)).atZone(ZONE).toInstant(),
                        DATE.atTime(LocalTime.parse(to)).atZone(ZONE).toInstant()),
                null);
    }
}
