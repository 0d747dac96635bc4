package dev.outpatient.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outpatient.ClinicFixture;
import dev.outpatient.Engine;
import dev.outpatient.OnEachEngine;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rules of offices where patients meet them, and what several nodes know of a schedule. */
@OnEachEngine
class BookingRulesTest {

    private static final Instant START =
            Instant.now(Clock.systemUTC()).truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(3));

    private final Engine engine;
    private final ClinicFixture clinic;
    private final Booking booking;
    private final OfficeId office;
    private final DoctorId doctor;

    BookingRulesTest(Engine engine) {
        this.engine = engine;
        this.clinic = new ClinicFixture(engine.program());
        this.booking = engine.bean(Booking.class);
        this.office = clinic.office(ClinicFixture.BOSTON);
        this.doctor = clinic.alwaysWorking(office, 30);
    }

    @Test
    void sixteenBookingsAtOnceOfOnePatientWhoMayHaveThree() throws Exception {
        rules(office, Duration.ZERO, Duration.ZERO, 3);
        PatientId patient = clinic.patient();
        CountDownLatch ready = new CountDownLatch(16);
        List<Future<String>> answers = new ArrayList<>();
        Map<String, Integer> outcomes = new TreeMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < 16; i++) {
                Instant start = START.plus(Duration.ofDays(i));
                answers.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    try {
                        book(patient, doctor, office, start);
                        return "booked";
                    } catch (NotBookable e) {
                        return e.rule().word();
                    }
                }));
            }
            for (Future<String> answer : answers) {
                outcomes.merge(answer.get(), 1, Integer::sum);
            }
        }
        assertThat(outcomes).isEqualTo(Map.of("booked", 3, "too-many", 13));
    }

    /** Nobody gets past the limit of an office by way of another. */
    @Test
    void aMoveToAnotherOfficeCountsThere() {
        OfficeId full = clinic.office(ClinicFixture.BOSTON);
        DoctorId two = clinic.doctor(office, full);
        List<WorkingHours> week = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            week.add(new WorkingHours(two, office, day, LocalTime.of(8, 0), LocalTime.of(12, 0), 30, null, null));
            week.add(new WorkingHours(two, full, day, LocalTime.of(12, 0), LocalTime.of(16, 0), 30, null, null));
        }
        engine.bean(Hours.class).replace(Actor.of(two), two, week);
        rules(full, Duration.ZERO, Duration.ZERO, 1);
        PatientId patient = clinic.patient();
        Instant morning = START.atZone(ClinicFixture.BOSTON)
                .toLocalDate()
                .atTime(9, 0)
                .atZone(ClinicFixture.BOSTON)
                .toInstant();
        Instant noon = morning.plus(Duration.ofHours(4));
        AppointmentView there = book(patient, two, full, noon);
        AppointmentView here = book(patient, two, office, morning);
        assertThatThrownBy(() -> booking.move(
                        Actor.of(patient), here.appointment().id(), noon.plus(Duration.ofHours(1)), full, null))
                .isInstanceOfSatisfying(
                        NotBookable.class, e -> assertThat(e.rule()).isEqualTo(NotBookable.Rule.TOO_MANY));
        booking.move(Actor.of(patient), there.appointment().id(), noon.plus(Duration.ofHours(1)), null, null);
        booking.move(Actor.of(two), here.appointment().id(), noon, full, null);
    }

    @Test
    void patientsChangeUntilTheNoticeAndStaffUntilTheStart() {
        PatientId patient = clinic.patient();
        AppointmentView booked = book(patient, doctor, office, START);
        rules(office, Duration.ofDays(5), Duration.ZERO, 20);
        assertThatThrownBy(() ->
                        booking.cancel(Actor.of(patient), booked.appointment().id(), null, null))
                .isInstanceOf(TooLate.class);
        assertThatThrownBy(() -> booking.move(
                        Actor.of(patient), booked.appointment().id(), START.plus(Duration.ofDays(9)), null, null))
                .isInstanceOf(TooLate.class);
        booking.cancel(Actor.of(doctor), booked.appointment().id(), null, null);
    }

    /** Another node writes rows and a stamp; this one reads both with the next question. */
    @Test
    void whatAnotherNodeChangedIsSeenAtOnce() {
        assertThat(starts(START)).contains(START);
        JdbcClient jdbc = engine.bean(JdbcClient.class);
        engine.bean(RetriedTransaction.class).run(() -> {
            engine.bean(ScheduleStamps.class).changed(doctor);
            return jdbc.sql("DELETE FROM working_hours WHERE doctor_id = ?")
                    .param(doctor.value())
                    .update();
        });
        assertThat(starts(START)).isEmpty();
        assertThatThrownBy(() -> book(clinic.patient(), doctor, office, START))
                .isInstanceOfSatisfying(
                        NotBookable.class, e -> assertThat(e.rule()).isEqualTo(NotBookable.Rule.OUTSIDE_HOURS));
    }

    /** All connections in use by bookings, a schedule that changes, and somebody who searches. */
    @Test
    void aScheduleThatChangesUnderLoadKeepsNobodyWaiting() throws Exception {
        List<PatientId> patients = clinic.patients(24);
        DoctorId changing = clinic.alwaysWorking(office, 30);
        Instant begun = Instant.now(Clock.systemUTC());
        try (ExecutorService threads = Executors.newFixedThreadPool(49)) {
            List<Future<?>> all = new ArrayList<>();
            all.add(threads.submit(() -> {
                for (int i = 0; i < 40; i++) {
                    clinic.week(changing, office, LocalTime.of(8, 0), LocalTime.of(9 + i % 8, 0), 30);
                }
            }));
            for (int i = 0; i < 24; i++) {
                PatientId patient = patients.get(i);
                Instant start = START.plus(Duration.ofDays(i));
                all.add(threads.submit(() -> {
                    for (int j = 0; j < 6; j++) {
                        book(patient, doctor, office, start.plus(Duration.ofHours(j)));
                    }
                }));
                all.add(threads.submit(() -> {
                    for (int j = 0; j < 6; j++) {
                        starts(start);
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        // A thread that waits for a connection in vain gives up after half a minute.
        assertThat(Duration.between(begun, Instant.now(Clock.systemUTC()))).isLessThan(Duration.ofSeconds(29));
    }

    @Test
    void hoursInTwoZonesThatCrossAreRefusedWithTheNameOfBoth() {
        OfficeId chicago = clinic.office(ZoneId.of("America/Chicago"));
        DoctorId two = clinic.doctor(office, chicago);
        WorkingHours boston = new WorkingHours(
                two, office, DayOfWeek.MONDAY, LocalTime.of(9, 0), LocalTime.of(12, 0), 30, null, null);
        WorkingHours after = new WorkingHours(
                two, chicago, DayOfWeek.MONDAY, LocalTime.of(11, 0), LocalTime.of(12, 0), 30, null, null);
        WorkingHours during = new WorkingHours(
                two, chicago, DayOfWeek.MONDAY, LocalTime.of(10, 30), LocalTime.of(12, 0), 30, null, null);
        Hours hours = engine.bean(Hours.class);
        assertThat(hours.replace(Actor.of(two), two, List.of(boston, after))).isEmpty();
        assertThatThrownBy(() -> hours.replace(Actor.of(two), two, List.of(boston, during)))
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        e -> assertThat(e.errors()).singleElement().satisfies(error -> {
                            assertThat(error.field()).isEqualTo("[1].startTime");
                            assertThat(error.message())
                                    .contains("Monday 10:30 to 12:00 in Office ")
                                    .contains("Monday 09:00 to 12:00 in Office ");
                        }));
        assertThat(hours.get(two)).as("the week before stands").containsExactly(boston, after);
    }

    @Test
    void hoursInTwoZonesThatCrossOnceBothHoldAreRefused() {
        OfficeId chicago = clinic.office(ZoneId.of("America/Chicago"));
        DoctorId two = clinic.doctor(office, chicago);
        LocalDate later = LocalDate.now(ClinicFixture.BOSTON).plusYears(3);
        WorkingHours boston = new WorkingHours(
                two, office, DayOfWeek.MONDAY, LocalTime.of(9, 0), LocalTime.of(12, 0), 30, later, null);
        WorkingHours during = new WorkingHours(
                two, chicago, DayOfWeek.MONDAY, LocalTime.of(10, 30), LocalTime.of(12, 0), 30, null, null);
        WorkingHours before = new WorkingHours(
                two,
                chicago,
                DayOfWeek.MONDAY,
                LocalTime.of(10, 30),
                LocalTime.of(12, 0),
                30,
                null,
                later.minusDays(2));
        Hours hours = engine.bean(Hours.class);
        assertThat(hours.replace(Actor.of(two), two, List.of(boston, before))).isEmpty();
        assertThatThrownBy(() -> hours.replace(Actor.of(two), two, List.of(boston, during)))
                .isInstanceOf(Problem.Invalid.class);
    }

    private void rules(OfficeId where, Duration cancelNotice, Duration buffer, int most) {
        engine.bean(OfficeRules.class)
                .set(
                        Actor.OPERATOR,
                        where,
                        new BookingRules(Duration.ofHours(1), Duration.ofDays(90), cancelNotice, buffer, most));
    }

    private AppointmentView book(PatientId patient, DoctorId whom, OfficeId where, Instant start) {
        return booking.book(Actor.of(patient), new BookingRequest(whom, where, start, null, null), null);
    }

    private List<Instant> starts(Instant from) {
        return engine
                .bean(SlotSearch.class)
                .search(SlotFilter.of(doctor).startingFrom(Ticks.day(from).minusDays(1)), 200)
                .stream()
                .map(slot -> slot.time().start())
                .toList();
    }
}
