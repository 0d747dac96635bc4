package dev.outpatient.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.outpatient.ApiClient;
import dev.outpatient.ClinicFixture;
import dev.outpatient.Engine;
import dev.outpatient.MovedProgram;
import dev.outpatient.OnEachEngine;
import dev.outpatient.scheduling.Appointment;
import dev.outpatient.scheduling.AppointmentStatus;
import dev.outpatient.scheduling.Closures;
import dev.outpatient.scheduling.TimeOffs;
import dev.outpatient.scheduling.Visit;
import dev.outpatient.scheduling.VisitRecords;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.Listing;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The figures of visits that each test puts into a year of its own. */
@OnEachEngine
class ReportsTest {

    private static final AtomicInteger years = new AtomicInteger(2150);
    private static final ZoneId SYDNEY = ZoneId.of("Australia/Sydney");

    private final Engine engine;
    private final Reports reports;
    private final ClinicFixture clinic;
    private final OfficeId office;
    private final DoctorId one;
    private final DoctorId two;
    private final List<PatientId> patients;
    private final int year = years.getAndIncrement();
    private final LocalDate march = LocalDate.of(year, 3, 15);

    ReportsTest(Engine engine) {
        this.engine = engine;
        this.reports = engine.bean(Reports.class);
        this.clinic = new ClinicFixture(engine.program());
        this.office = clinic.office(SYDNEY);
        this.one = clinic.doctor(office);
        this.two = clinic.doctor(office);
        this.patients = clinic.patients(3);
    }

    @Test
    void theDayIsThatOfTheOfficesWallAndTheProcedureSaysTheSame() {
        visit(one, 0, march.atTime(0, 5), AppointmentStatus.COMPLETED, null);
        visit(one, 1, march.atTime(23, 50), AppointmentStatus.CANCELLED, "Ill");
        visit(two, 2, march.atTime(9, 0), AppointmentStatus.SCHEDULED, null);
        visit(two, 1, march.atTime(10, 0), AppointmentStatus.CANCELLED, Appointment.NO_SHOW);
        visit(two, 2, march.minusDays(1).atTime(23, 55), AppointmentStatus.COMPLETED, null);
        visit(two, 0, march.plusDays(1).atTime(0, 0), AppointmentStatus.COMPLETED, null);

        List<DailyVisit> day = reports.daily(Actor.OPERATOR, march, null);
        assertThat(day)
                .extracting(DailyVisit::doctorId, DailyVisit::appointmentTime, DailyVisit::status, DailyVisit::state)
                .containsExactlyInAnyOrder(
                        tuple(one, march.atTime(0, 5), "completed", "completed"),
                        tuple(one, march.atTime(23, 50), "cancelled", "cancelled"),
                        tuple(two, march.atTime(9, 0), "scheduled", "scheduled"),
                        tuple(two, march.atTime(10, 0), "cancelled", "no_show"));
        assertThat(day).allSatisfy(visit -> {
            assertThat(visit.patientName()).isEqualTo("Pat Patient");
            assertThat(visit.patientPhone()).isEqualTo("617-555-0199");
        });
        assertThat(reports.daily(Actor.OPERATOR, march, two)).hasSize(2);
        if (hasProcedures()) {
            assertThat(engine.bean(JdbcClient.class)
                            .sql("CALL GetDailyAppointmentReportByDoctor(?)")
                            .param(march)
                            .query((row, n) -> List.of(
                                    row.getString("doctor_name"),
                                    row.getObject("appointment_time", LocalDateTime.class),
                                    row.getString("status"),
                                    row.getString("patient_name"),
                                    row.getString("patient_phone")))
                            .list())
                    .isEqualTo(day.stream()
                            .map(visit -> List.of(
                                    visit.doctorName(),
                                    visit.appointmentTime(),
                                    visit.status(),
                                    visit.patientName(),
                                    String.valueOf(visit.patientPhone())))
                            .toList());
        }
    }

    @Test
    void whoIsLevelIsNamedAndOnlyVisitsThatTookPlaceCount() {
        visit(one, 0, march.atTime(9, 0), AppointmentStatus.COMPLETED, null);
        visit(one, 0, march.atTime(10, 0), AppointmentStatus.COMPLETED, null);
        visit(one, 1, march.atTime(11, 0), AppointmentStatus.COMPLETED, null);
        visit(two, 1, march.atTime(9, 0), AppointmentStatus.COMPLETED, null);
        visit(two, 2, march.withDayOfMonth(31).atTime(23, 55), AppointmentStatus.COMPLETED, null);
        visit(two, 0, march.atTime(12, 0), AppointmentStatus.SCHEDULED, null);
        visit(two, 0, march.atTime(14, 0), AppointmentStatus.CANCELLED, Appointment.NO_SHOW);
        visit(one, 2, march.plusMonths(1).atTime(9, 0), AppointmentStatus.COMPLETED, null);
        visit(two, 0, LocalDate.of(year + 40, 1, 1).atTime(0, 0), AppointmentStatus.COMPLETED, null);

        assertThat(winners(Month.MARCH)).containsExactlyInAnyOrder(seen(one, 2), seen(two, 2));
        assertThat(winners(Month.APRIL)).containsExactly(seen(one, 1));
        assertThat(winners(Month.MAY)).isEmpty();
        assertThat(winners(null)).containsExactly(seen(one, 3));
        if (hasProcedures()) {
            for (Month month : Month.values()) {
                assertThat(called("CALL GetDoctorWithMostPatientsByMonth(?, ?)", month.getValue(), year))
                        .containsExactlyInAnyOrderElementsOf(winners(month));
            }
            assertThat(called("CALL GetDoctorWithMostPatientsByYear(?)", year)).isEqualTo(winners(null));
        }
    }

    @Test
    void theRankingOfAMonthAndItsYearCountsAsTheDatabaseDoesOneByOne() {
        DoctorId three = clinic.doctor(office);
        visit(one, 0, march.atTime(9, 0), AppointmentStatus.COMPLETED, null);
        visit(one, 0, march.atTime(10, 0), AppointmentStatus.COMPLETED, null);
        visit(two, 1, march.withDayOfMonth(1).atTime(0, 0), AppointmentStatus.COMPLETED, null);
        visit(two, 0, march.withDayOfMonth(31).atTime(23, 25), AppointmentStatus.COMPLETED, null);
        visit(two, 0, march.plusMonths(1).withDayOfMonth(1).atTime(0, 0), AppointmentStatus.COMPLETED, null);
        visit(three, 2, march.withDayOfMonth(2).atTime(9, 0), AppointmentStatus.COMPLETED, null);
        visit(three, 1, march.minusMonths(1).atTime(9, 0), AppointmentStatus.COMPLETED, null);
        visit(three, 0, march.plusMonths(1).atTime(9, 0), AppointmentStatus.COMPLETED, null);
        visit(three, 1, march.atTime(15, 0), AppointmentStatus.CANCELLED, Appointment.NO_SHOW);
        visit(one, 2, LocalDate.of(year, 12, 31).atTime(23, 50), AppointmentStatus.COMPLETED, null);
        visit(one, 1, LocalDate.of(year - 1, 12, 31).atTime(23, 50), AppointmentStatus.COMPLETED, null);

        for (Month month : Month.values()) {
            MostPatients most = reports.mostPatients(Actor.OPERATOR, YearMonth.of(year, month));
            LocalDate first = LocalDate.of(year, month, 1);
            assertThat(most.ofMonth())
                    .extracting(
                            rank -> rank.seen().doctorId().value(),
                            rank -> rank.seen().patientsSeen())
                    .containsExactlyInAnyOrderElementsOf(counted(first, first.plusMonths(1)));
            assertThat(most.ofYear())
                    .extracting(
                            rank -> rank.seen().doctorId().value(),
                            rank -> rank.seen().patientsSeen())
                    .containsExactlyInAnyOrderElementsOf(
                            counted(LocalDate.of(year, 1, 1), LocalDate.of(year + 1, 1, 1)));
            assertThat(most.ofMonth().stream()
                            .filter(PatientsRank::isFirst)
                            .map(PatientsRank::seen)
                            .toList())
                    .isEqualTo(winners(month));
        }
        MostPatients most = reports.mostPatients(Actor.OPERATOR, YearMonth.of(year, 3));
        assertThat(most.ofMonth()).extracting(PatientsRank::rank).containsExactly(1, 2, 2);
        assertThat(most.ofMonth().getFirst().seen()).isEqualTo(seen(two, 2));
        assertThat(most.ofYear()).extracting(PatientsRank::rank).containsExactly(1, 2, 2);
        assertThat(most.ofYear().getFirst().seen()).isEqualTo(seen(three, 3));
    }

    /** By the plainest statement for it. */
    private List<Tuple> counted(LocalDate from, LocalDate until) {
        return engine.bean(JdbcClient.class)
                .sql("""
                        SELECT doctor_id, COUNT(DISTINCT patient_id) AS seen FROM appointment
                        WHERE status = 'completed' AND appointment_date >= ? AND appointment_date < ? GROUP BY doctor_id""")
                .params(from.atStartOfDay(), until.atStartOfDay())
                .query((row, n) -> tuple(row.getLong("doctor_id"), row.getLong("seen")))
                .list();
    }

    @Test
    void allDoctorsTogetherAreTheSumOfThem() {
        visit(one, 0, march.atTime(9, 0), AppointmentStatus.COMPLETED, null);
        visit(one, 1, march.atTime(10, 0), AppointmentStatus.CANCELLED, Appointment.NO_SHOW);
        visit(two, 2, march.atTime(9, 0), AppointmentStatus.COMPLETED, null);
        visit(two, 0, march.atTime(11, 0), AppointmentStatus.CANCELLED, "Ill");
        visit(two, 1, march.atTime(12, 0), AppointmentStatus.COMPLETED, null);

        List<Attendance> lines = reports.attendance(Actor.OPERATOR, march, march);
        AttendanceTotal total = AttendanceTotal.of(lines);
        assertThat(total).isEqualTo(new AttendanceTotal(5, 3, 1, 1));
        assertThat(total.noShowRate()).hasValue(0.25);
        assertThat(total.cancellationRate()).hasValue(0.2);
        assertThat(AttendanceTotal.of(List.of()).noShowRate()).isEmpty();
        assertThat(AttendanceOrder.sort(lines, Listing.of(AttendanceOrder.class, "-no-show-rate", null)))
                .extracting(Attendance::doctorId)
                .containsExactly(one, two);
        assertThat(AttendanceOrder.sort(lines, Listing.of(AttendanceOrder.class, "cancelled", null)))
                .extracting(Attendance::doctorId)
                .containsExactly(one, two);
        assertThat(AttendanceOrder.sort(lines, Listing.of(AttendanceOrder.class, "-completed", null)))
                .extracting(Attendance::doctorId)
                .containsExactly(two, one);
    }

    @Test
    void ratesTellNoShowsFromCancellations() {
        visit(one, 0, march.atTime(9, 0), AppointmentStatus.COMPLETED, null);
        visit(one, 1, march.atTime(10, 0), AppointmentStatus.COMPLETED, null);
        visit(one, 2, march.atTime(11, 0), AppointmentStatus.COMPLETED, null);
        visit(one, 0, march.atTime(12, 0), AppointmentStatus.CANCELLED, Appointment.NO_SHOW);
        visit(one, 0, march.atTime(13, 0), AppointmentStatus.CANCELLED, null);
        visit(two, 0, march.plusDays(1).atTime(9, 0), AppointmentStatus.SCHEDULED, null);

        List<Attendance> attendance = reports.attendance(Actor.OPERATOR, march, march.plusDays(1));
        assertThat(attendance).hasSize(2);
        Attendance ofOne = attendance.stream()
                .filter(line -> line.doctorId().equals(one))
                .findFirst()
                .orElseThrow();
        assertThat(ofOne.appointments()).isEqualTo(5);
        assertThat(ofOne.noShowRate()).hasValue(0.25);
        assertThat(ofOne.cancellationRate()).hasValue(0.2);
        assertThat(attendance.stream()
                        .filter(line -> line.doctorId().equals(two))
                        .findFirst())
                .hasValueSatisfying(line -> assertThat(line.noShowRate()).isEmpty());
    }

    @Test
    void daysAndHoursAreThoseOfTheWall() {
        visit(one, 0, march.atTime(0, 5), AppointmentStatus.COMPLETED, null);
        visit(one, 1, march.atTime(9, 0), AppointmentStatus.SCHEDULED, null);
        visit(two, 2, march.atTime(9, 30), AppointmentStatus.CANCELLED, Appointment.NO_SHOW);
        visit(two, 0, march.atTime(9, 55), AppointmentStatus.COMPLETED, null);
        visit(two, 1, march.plusDays(2).atTime(23, 50), AppointmentStatus.CANCELLED, "Ill");

        assertThat(reports.perDay(Actor.OPERATOR, march, march.plusDays(2)))
                .containsExactly(
                        new DayCount(march, 1, 2, 1, 0),
                        new DayCount(march.plusDays(1), 0, 0, 0, 0),
                        new DayCount(march.plusDays(2), 0, 0, 0, 1));
        assertThat(reports.perHour(Actor.OPERATOR, march, march.plusDays(2)))
                .containsExactly(new HourCount(march.getDayOfWeek(), 0, 1), new HourCount(march.getDayOfWeek(), 9, 2));
    }

    @Test
    void utilisationIsWhatIsBookedOfWhatIsOffered() {
        LocalDate monday = LocalDate.now(SYDNEY).plusYears(1).with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        clinic.week(one, office, LocalTime.of(9, 0), LocalTime.of(17, 0), 30);
        engine.bean(TimeOffs.class)
                .enter(
                        Actor.of(one),
                        one,
                        monday.atTime(13, 0).atZone(SYDNEY).toInstant(),
                        monday.atTime(18, 0).atZone(SYDNEY).toInstant(),
                        null,
                        null);
        engine.bean(Closures.class)
                .enter(Actor.OPERATOR, office, List.of(new Closures.Day(monday.plusDays(1), "Closed")));
        visit(one, 0, monday.atTime(9, 0), AppointmentStatus.SCHEDULED, null);
        visit(one, 1, monday.atTime(10, 0), AppointmentStatus.CANCELLED, null);
        visit(one, 1, monday.atTime(11, 0), AppointmentStatus.CANCELLED, Appointment.NO_SHOW);

        Utilisation utilisation = reports.utilisation(Actor.OPERATOR, monday, monday.plusDays(2)).stream()
                .filter(line -> line.doctorId().equals(one))
                .findFirst()
                .orElseThrow();
        assertThat(utilisation.offeredMinutes()).isEqualTo((4 + 8) * 60);
        assertThat(utilisation.bookedMinutes()).isEqualTo(60);
        assertThat(utilisation.rate()).hasValue(60 / 720.0);
    }

    @Test
    void pagesShowWhatWasCountedAFewSecondsAgo() {
        MovedProgram.MovedClock clock = new MovedProgram.MovedClock();
        RecentFigures recent = new RecentFigures(reports, clock);
        visit(one, 0, march.atTime(9, 0), AppointmentStatus.COMPLETED, null);
        assertThat(counted(recent)).containsOnly(1L);

        visit(one, 1, march.atTime(10, 0), AppointmentStatus.COMPLETED, null);
        clock.move(Duration.ofMillis(2_900));
        assertThat(counted(recent)).containsOnly(1L);
        assertThat(recent.perDay(Actor.OPERATOR, march.minusDays(1), march))
                .as("another range")
                .last()
                .returns(2L, DayCount::completed);

        clock.move(Duration.ofMillis(200));
        assertThat(counted(recent)).containsOnly(2L);
    }

    private List<Long> counted(RecentFigures recent) {
        return List.of(
                recent.perDay(Actor.OPERATOR, march, march).getFirst().completed(),
                recent.perHour(Actor.OPERATOR, march, march).stream()
                        .mapToLong(HourCount::visits)
                        .sum(),
                recent.attendance(Actor.OPERATOR, march, march).getFirst().completed(),
                recent.utilisation(Actor.OPERATOR, march, march).stream()
                                .mapToLong(Utilisation::bookedMinutes)
                                .sum()
                        / 30,
                recent.mostPatients(Actor.OPERATOR, YearMonth.from(march))
                        .ofMonth()
                        .getFirst()
                        .seen()
                        .patientsSeen());
    }

    @Test
    void whatIsRememberedIsForAdminsAlone() {
        RecentFigures recent = engine.bean(RecentFigures.class);
        recent.perDay(Actor.OPERATOR, march, march);
        recent.perHour(Actor.OPERATOR, march, march);
        recent.attendance(Actor.OPERATOR, march, march);
        recent.utilisation(Actor.OPERATOR, march, march);
        recent.mostPatients(Actor.OPERATOR, YearMonth.of(year, 3));
        for (Actor actor : List.of(Actor.of(one), Actor.of(patients.getFirst()))) {
            assertThatThrownBy(() -> recent.perDay(actor, march, march)).isInstanceOf(Problem.Forbidden.class);
            assertThatThrownBy(() -> recent.perHour(actor, march, march)).isInstanceOf(Problem.Forbidden.class);
            assertThatThrownBy(() -> recent.attendance(actor, march, march)).isInstanceOf(Problem.Forbidden.class);
            assertThatThrownBy(() -> recent.utilisation(actor, march, march)).isInstanceOf(Problem.Forbidden.class);
            assertThatThrownBy(() -> recent.mostPatients(actor, YearMonth.of(year, 3)))
                    .isInstanceOf(Problem.Forbidden.class);
        }
    }

    @Test
    void onlyAdminsReadThem() {
        for (Actor actor : List.of(Actor.of(one), Actor.of(patients.getFirst()))) {
            assertThatThrownBy(() -> reports.daily(actor, march, null)).isInstanceOf(Problem.Forbidden.class);
            assertThatThrownBy(() -> reports.mostPatients(actor, Year.of(year), null))
                    .isInstanceOf(Problem.Forbidden.class);
            assertThatThrownBy(() -> reports.mostPatients(actor, YearMonth.of(year, 3)))
                    .isInstanceOf(Problem.Forbidden.class);
            assertThatThrownBy(() -> reports.attendance(actor, march, march)).isInstanceOf(Problem.Forbidden.class);
            assertThatThrownBy(() -> reports.utilisation(actor, march, march)).isInstanceOf(Problem.Forbidden.class);
            assertThatThrownBy(() -> reports.perDay(actor, march, march)).isInstanceOf(Problem.Forbidden.class);
            assertThatThrownBy(() -> reports.perHour(actor, march, march)).isInstanceOf(Problem.Forbidden.class);
        }
    }

    @Test
    void badRangesNameTheField() {
        ApiClient api = new ApiClient(engine);
        String admin = api.token(clinic.adminAccount());
        ApiClient.invalid(api.get("/reports/attendance?from=2026-03-02&to=2026-03-01", admin), "to");
        ApiClient.invalid(api.get("/reports/utilisation?from=2020-03-02&to=2026-03-01", admin), "to");
        ApiClient.invalid(api.get("/reports/most-patients?year=2026&month=13", admin), "month");
        ApiClient.invalid(api.get("/reports/daily?date=yesterday", admin), "date");
        assertThat(ApiClient.body(api.get("/reports/daily?date=" + march, admin)))
                .isEqualTo("{\"items\":[]}");
    }

    private List<PatientsSeen> winners(@Nullable Month month) {
        return reports.mostPatients(Actor.OPERATOR, Year.of(year), month);
    }

    private List<PatientsSeen> called(String call, Object... values) {
        return engine.bean(JdbcClient.class)
                .sql(call)
                .params(values)
                .query((row, n) -> seen(new DoctorId(row.getLong("doctor_id")), row.getLong("patients_seen")))
                .list();
    }

    private static PatientsSeen seen(DoctorId doctor, long count) {
        return new PatientsSeen(doctor, "Ada Doctor", count);
    }

    private boolean hasProcedures() {
        return engine != Engine.H2;
    }

    private void visit(
            DoctorId doctor, int patient, LocalDateTime wall, AppointmentStatus status, @Nullable String why) {
        List<VisitRecords.Outcome> outcomes = engine.bean(VisitRecords.class)
                .record(
                        Actor.OPERATOR,
                        List.of(new Visit(
                                patients.get(patient),
                                doctor,
                                office,
                                SYDNEY,
                                wall.atZone(SYDNEY).toInstant(),
                                Duration.ofMinutes(30),
                                status,
                                null,
                                why)));
        assertThat(outcomes).first().isInstanceOf(VisitRecords.Outcome.Taken.class);
    }
}
