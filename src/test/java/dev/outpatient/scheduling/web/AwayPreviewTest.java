package dev.outpatient.scheduling.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.directory.Doctor;
import dev.outpatient.directory.Office;
import dev.outpatient.directory.OfficeDetails;
import dev.outpatient.scheduling.Slot;
import dev.outpatient.scheduling.TimeOff;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.TimeRange;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AwayPreviewTest {

    private static final LocalDate DATE = LocalDate.of(2026, 12, 1);
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final Doctor DOCTOR = new Doctor(new DoctorId(1), "Ama Osei", null, "Cardiology", 1);
    private static final Office OFFICE =
            new Office(new OfficeId(1), new OfficeDetails("Harbor Office", null, null, null, null, ZONE), 1);

    @Test
    void whatIsOutsideOfTheTimeOffRemains() {
        AwayPreview preview = preview(between(DATE.atTime(10, 15), DATE.atTime(11, 0)), halfHours(DATE, 9, 6));
        AwayPreview.Day day = preview.days().getFirst();
        assertThat(preview.days()).hasSize(1);
        assertThat(day.visits()).isEqualTo(4);
        assertThat(day.gone()).isEqualTo(2);
        assertThat(day.bars())
                .containsExactly(
                        new AwayPreview.Bar(9 * 60, 60, false),
                        new AwayPreview.Bar(10 * 60, 60, true),
                        new AwayPreview.Bar(11 * 60, 60, false));
        AwayPreview.Left left = day.left().getFirst();
        assertThat(left.first())
                .extracting(OffsetDateTime::toLocalTime)
                .containsExactly(LocalTime.of(9, 0), LocalTime.of(9, 30));
        assertThat(left.last()).isEqualTo(DATE.atTime(11, 30).atZone(ZONE).toOffsetDateTime());
        assertThat(preview.scale().begin()).isEqualTo(LocalTime.of(8, 0));
        assertThat(preview.more()).isZero();
    }

    @Test
    void aDayWithoutFreeTimesIsTold() {
        TimeRange two = between(DATE.atStartOfDay(), DATE.plusDays(2).atStartOfDay());
        AwayPreview preview = preview(two, halfHours(DATE, 9, 2));
        assertThat(preview.days()).extracting(AwayPreview.Day::visits).containsExactly(0, 0);
        assertThat(preview.days()).extracting(AwayPreview.Day::gone).containsExactly(2, 0);
        assertThat(preview.isFreeOfTimes()).isFalse();
        assertThat(preview(two, List.of()).isFreeOfTimes()).isTrue();
    }

    @Test
    void ofManyDaysOnlyTheFirstAreTold() {
        AwayPreview preview =
                preview(between(DATE.atStartOfDay(), DATE.plusDays(100).atStartOfDay()), List.of());
        assertThat(preview.days()).hasSize(14);
        assertThat(preview.days().getLast().date()).isEqualTo(DATE.plusDays(13));
        assertThat(preview.more()).isEqualTo(86);
    }

    @Test
    void ofWhatBeganInThePastOnlyTheRestIsTold() {
        TimeRange time =
                between(DATE.minusDays(3).atStartOfDay(), DATE.plusDays(2).atStartOfDay());
        AwayPreview preview = preview(time, halfHours(DATE, 9, 2));
        assertThat(preview.days()).extracting(AwayPreview.Day::date).containsExactly(DATE, DATE.plusDays(1));
        assertThat(preview.off().firstOn()).isEqualTo(DATE.minusDays(3));
        assertThat(preview.more()).isZero();
        TimeRange months =
                between(DATE.minusDays(30).atStartOfDay(), DATE.plusDays(15).atStartOfDay());
        AwayPreview longer = preview(months, List.of());
        assertThat(longer.days())
                .hasSize(14)
                .first()
                .extracting(AwayPreview.Day::date)
                .isEqualTo(DATE);
        assertThat(longer.more()).isEqualTo(1);
    }

    private static AwayPreview preview(TimeRange time, List<Slot> free) {
        TimeOffLine off = TimeOffLine.of(new TimeOff(0, DOCTOR.id(), time, null), ZONE);
        return AwayPreview.of(off, AwayPreview.Told.of(off, DATE), free, time, true, List.of());
    }

    private static List<Slot> halfHours(LocalDate date, int hour, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Slot(
                        DOCTOR,
                        OFFICE,
                        TimeRange.of(
                                date.atTime(hour, 0)
                                        .plusMinutes(30L * i)
                                        .atZone(ZONE)
                                        .toInstant(),
                                Duration.ofMinutes(30))))
                .toList();
    }

    private static TimeRange between(LocalDateTime start, LocalDateTime end) {
        return new TimeRange(start.atZone(ZONE).toInstant(), end.atZone(ZONE).toInstant());
    }
}
