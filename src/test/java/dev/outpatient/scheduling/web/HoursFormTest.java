package dev.outpatient.scheduling.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.directory.Office;
import dev.outpatient.directory.OfficeDetails;
import dev.outpatient.scheduling.WorkingHours;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.validation.BeanPropertyBindingResult;

/** What the form of the week makes of its rows. */
class HoursFormTest {

    private static final Office OFFICE = new Office(
            new OfficeId(7), new OfficeDetails("Harbor Office", null, null, null, null, ZoneId.of("UTC")), 1);
    private static final Map<OfficeId, Office> OFFICES = Map.of(OFFICE.id(), OFFICE);

    @Test
    void emptyRowsAreLeftOutAndTheRestIsInTheOrderOfTheDays() {
        HoursForm form = new HoursForm(Arrays.asList(
                row("FRIDAY", "09:00", "12:00"),
                null,
                row("TUESDAY", "", ""),
                row("MONDAY", "9:00", "x"),
                row("?", "1:00", "2:00")));
        assertThat(form.tidy().list()).containsExactly(row("MONDAY", "9:00", "x"), row("FRIDAY", "09:00", "12:00"));
    }

    @Test
    void whatIsAddedComesAfterABreak() {
        HoursForm form = new HoursForm(List.of(row("MONDAY", "08:00", "12:00"), row("FRIDAY", "08:00", "18:00")));
        assertThat(form.adding(DayOfWeek.MONDAY, "7").list().get(1)).isEqualTo(row("MONDAY", "13:00", "17:00"));
        assertThat(form.adding(DayOfWeek.FRIDAY, "7").list().getLast()).isEqualTo(row("FRIDAY", "", ""));
        assertThat(new HoursForm(null).adding(DayOfWeek.SUNDAY, "7").list())
                .containsExactly(row("SUNDAY", "09:00", "17:00"));
    }

    @Test
    void mondayIsCopiedToTheOtherWorkingDays() {
        HoursForm form = new HoursForm(List.of(
                row("MONDAY", "08:00", "12:00"),
                row("MONDAY", "13:00", "17:00"),
                row("WEDNESDAY", "10:00", "11:00"),
                row("SATURDAY", "09:00", "10:00")));
        assertThat(form.mondayToFriday().days())
                .extracting(day -> day.rows().size())
                .containsExactly(2, 2, 2, 2, 2, 1, 0);
    }

    @Test
    void whatCanNotBeUnderstoodIsSaidAtItsField() {
        HoursForm form = new HoursForm(List.of(
                row("MONDAY", "", "12:00"),
                new HoursRow("MONDAY", "8", "09:00", "25:00", "many", "2026-02-30", null),
                row("TUESDAY", "9:00", "12:00")));
        var errors = new BeanPropertyBindingResult(form, "week");
        List<WorkingHours> read = new HoursReader(new DoctorId(1), OFFICES, errors).read(form);
        assertThat(read).hasSize(1);
        assertThat(errors.getFieldErrors())
                .extracting(error -> error.getField())
                .containsExactlyInAnyOrder(
                        "rows[0].startTime",
                        "rows[1].endTime",
                        "rows[1].visitMinutes",
                        "rows[1].officeId",
                        "rows[1].validFrom");
    }

    @Test
    void thePictureTellsVisitsGapsAndOverlaps() {
        WeekPicture picture = WeekPicture.of(
                List.of(
                        hours(DayOfWeek.MONDAY, 7, 30, 9, 30),
                        hours(DayOfWeek.MONDAY, 13, 0, 14, 0),
                        hours(DayOfWeek.TUESDAY, 9, 0, 11, 0),
                        hours(DayOfWeek.TUESDAY, 10, 30, 12, 0)),
                OFFICES);
        WeekPicture.Day monday = picture.days().getFirst();
        assertThat(picture.scale().begin()).isEqualTo(LocalTime.of(7, 0));
        assertThat(picture.scale().end()).isEqualTo(LocalTime.of(18, 0));
        assertThat(monday.visits()).isEqualTo(6);
        assertThat(monday.isClashing()).isFalse();
        assertThat(monday.ranges().getFirst().first()).containsExactly(LocalTime.of(7, 30), LocalTime.of(8, 0));
        assertThat(monday.ranges().getFirst().last()).isEqualTo(LocalTime.of(9, 0));
        assertThat(monday.ranges().getLast().last()).isNull();
        assertThat(picture.days().get(1).isClashing()).isTrue();
        assertThat(picture.days().getLast().visits()).isZero();
    }

    private static WorkingHours hours(DayOfWeek day, int hour, int minute, int endHour, int endMinute) {
        return new WorkingHours(
                new DoctorId(1),
                OFFICE.id(),
                day,
                LocalTime.of(hour, minute),
                LocalTime.of(endHour, endMinute),
                30,
                null,
                null);
    }

    private static HoursRow row(String day, @Nullable String start, @Nullable String end) {
        return new HoursRow(day, "7", start, end, "30", null, null);
    }
}
