package dev.outpatient.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.portal.DemoDoctor.Offer;
import dev.outpatient.portal.DemoVisit.Opinion;
import dev.outpatient.scheduling.AppointmentStatus;
import dev.outpatient.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoVisitsTest {

    private final DemoMedicine medicine = new DemoMedicine();

    /** Around midnight in each zone, before and after the clocks change, at a weekend. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-12-01T15:00:00Z",
                "2026-12-01T04:30:00Z",
                "2026-12-01T06:30:00Z",
                "2026-11-01T12:00:00Z",
                "2027-03-14T20:00:00Z",
                "2028-02-29T23:59:59Z"
            })
    void visitsAreAtOfferedTimesAndNobodyIsInTwoPlaces(Instant now) {
        List<DemoDoctor> doctors = DemoDoctor.all(now);
        List<DemoVisit> visits = visits(now);

        assertThat(visits).hasSizeBetween(3_000, 4_500);
        assertThat(visits).allSatisfy(visit -> {
            LocalDate date =
                    LocalDate.ofInstant(visit.time().start(), visit.office().zone());
            assertThat(doctors.get(visit.doctor()).offersOn(date)).contains(new Offer(visit.office(), visit.time()));
        });
        visits.stream()
                .collect(Collectors.groupingBy(DemoVisit::doctor))
                .values()
                .forEach(DemoVisitsTest::assertNoneOverlap);
        visits.stream()
                .collect(Collectors.groupingBy(DemoVisit::patient))
                .values()
                .forEach(DemoVisitsTest::assertNoneOverlap);
    }

    @Test
    void whatHasPassedIsOverAndWhatIsToComeIsScheduled() {
        Instant now = Instant.parse("2026-12-01T16:10:00Z");
        List<DemoVisit> visits = visits(now);

        assertThat(visits)
                .allSatisfy(visit -> assertThat(visit.status() == AppointmentStatus.SCHEDULED)
                        .isEqualTo(visit.time().end().isAfter(now)));
        assertThat(visits)
                .allSatisfy(visit -> assertThat(visit.status() == AppointmentStatus.CANCELLED)
                        .isEqualTo(visit.cancelReason() != null));
        List<DemoVisit> past =
                visits.stream().filter(v -> !v.time().end().isAfter(now)).toList();
        List<DemoVisit> completed = past.stream()
                .filter(v -> v.status() == AppointmentStatus.COMPLETED)
                .toList();
        assertShare(completed.size(), past.size(), 0.88, 0.92);
        assertShare(count(past, v -> "no_show".equals(v.cancelReason())), past.size(), 0.02, 0.04);
        assertShare(count(completed, v -> !v.medication().isEmpty()), completed.size(), 0.28, 0.40);
        assertShare(count(completed, v -> v.opinion() != null), completed.size(), 0.25, 0.35);
        assertThat(visits.stream().filter(v -> !completed.contains(v)))
                .allMatch(v -> v.medication().isEmpty() && v.opinion() == null);
    }

    @Test
    void theSameDayGivesTheSameClinicAtAnyHour() {
        List<DemoVisit> morning = visits(Instant.parse("2026-12-01T13:00:00Z"));
        List<DemoVisit> evening = visits(Instant.parse("2026-12-01T23:00:00Z"));

        assertThat(visits(Instant.parse("2026-12-01T13:00:00Z"))).isEqualTo(morning);
        assertThat(evening)
                .usingElementComparator(Comparator.comparingInt(DemoVisit::doctor)
                        .thenComparingInt(DemoVisit::patient)
                        .thenComparing(v -> v.time().start())
                        .thenComparing(DemoVisit::reason))
                .isEqualTo(morning);
    }

    @Test
    void theDemoDoctorHasAFullDayWhateverTheDay() {
        for (int day = 0; day < 28; day++) {
            Instant noon = Instant.parse("2026-12-01T17:00:00Z").plus(Duration.ofDays(day));
            LocalDate today = LocalDate.ofInstant(noon, DemoOffice.HARBOR.zone());
            assertThat(visits(noon).stream()
                            .filter(v -> v.doctor() == 0)
                            .filter(v -> LocalDate.ofInstant(v.time().start(), DemoOffice.HARBOR.zone())
                                    .equals(today)))
                    .as(today.toString())
                    .hasSizeBetween(10, 14);
        }
    }

    @Test
    void theDemoPatientHasAPastAndAFutureAndOneVisitLeftToRate() {
        Instant now = Instant.parse("2026-12-01T17:00:00Z");
        List<DemoVisit> own = visits(now).stream().filter(v -> v.patient() == 0).toList();

        assertThat(count(own, v -> v.status() == AppointmentStatus.SCHEDULED)).isEqualTo(3);
        assertThat(count(own, v -> v.status() == AppointmentStatus.CANCELLED)).isEqualTo(1);
        assertThat(count(own, v -> !v.medication().isEmpty())).isEqualTo(4);
        assertThat(own.stream()
                        .filter(v -> v.status() == AppointmentStatus.COMPLETED)
                        .toList()
                        .getLast()
                        .opinion())
                .isNull();
    }

    @Test
    void nothingIsSaidTwiceOfADoctor() {
        visits(Instant.parse("2026-12-01T17:00:00Z")).stream()
                .filter(v -> v.opinion() != null)
                .collect(Collectors.groupingBy(DemoVisit::doctor))
                .values()
                .forEach(said -> assertThat(said.stream()
                                .map(DemoVisit::opinion)
                                .filter(Objects::nonNull)
                                .map(Opinion::comments)
                                .filter(Objects::nonNull))
                        .doesNotHaveDuplicates());
    }

    private List<DemoVisit> visits(Instant now) {
        return DemoVisits.all(
                now, DemoDoctor.all(now), DemoPeople.all(LocalDate.ofInstant(now, ZoneOffset.UTC)), medicine);
    }

    private static void assertNoneOverlap(Collection<DemoVisit> visits) {
        List<TimeRange> times = visits.stream()
                .map(DemoVisit::time)
                .sorted(Comparator.comparing(TimeRange::start))
                .toList();
        for (int i = 1; i < times.size(); i++) {
            assertThat(times.get(i).start()).isAfterOrEqualTo(times.get(i - 1).end());
        }
    }

    private static int count(List<DemoVisit> visits, Predicate<DemoVisit> which) {
        return (int) visits.stream().filter(which).count();
    }

    private static void assertShare(int part, int whole, double from, double to) {
        assertThat(part / (double) whole).isBetween(from, to);
    }
}
