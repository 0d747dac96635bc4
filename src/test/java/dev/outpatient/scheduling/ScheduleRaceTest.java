package dev.outpatient.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.ClinicFixture;
import dev.outpatient.Engine;
import dev.outpatient.OnEachEngine;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * The schedule changes while many book: what is booked is refused by the change or named as affected by it, never
 * neither. Most are the first of their day, so that no calendar row is there yet.
 */
@OnEachEngine
class ScheduleRaceTest {

    private static final int BOOKINGS = 24;
    private static final int ROUNDS = Integer.getInteger("outpatient.rounds", 5);
    private static final ExecutorService threads = Executors.newFixedThreadPool(BOOKINGS + 1);

    /** Changes the schedule of a doctor, and says who is affected. */
    private interface Change {

        List<AppointmentView> make(OfficeId office, DoctorId doctor);
    }

    private final ClinicFixture clinic;
    private final Booking booking;
    private final SeriesBooking series;
    private final Hours hours;
    private final TimeOffs timeOffs;
    private final Closures closures;
    private final LocalDate today = LocalDate.now(ClinicFixture.BOSTON);

    ScheduleRaceTest(Engine engine) {
        this.clinic = new ClinicFixture(engine.program());
        this.booking = engine.bean(Booking.class);
        this.series = engine.bean(SeriesBooking.class);
        this.hours = engine.bean(Hours.class);
        this.timeOffs = engine.bean(TimeOffs.class);
        this.closures = engine.bean(Closures.class);
    }

    @AfterAll
    static void end() {
        threads.shutdownNow();
    }

    /** Staff book as far ahead as two years, past the horizon of patients. */
    @Test
    void hoursThatEnd() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            race(28, (office, doctor) -> hours.replace(Actor.OPERATOR, doctor, List.of()));
        }
    }

    @Test
    void timeOff() throws Exception {
        TimeRange away = new TimeRange(at(1), at(300));
        for (int round = 0; round < ROUNDS; round++) {
            race(
                    10,
                    (office, doctor) -> timeOffs.enter(Actor.OPERATOR, doctor, away.start(), away.end(), null, null)
                            .affected());
        }
    }

    @Test
    void closedDays() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            race(
                    1,
                    (office, doctor) -> closures.enter(
                                    Actor.OPERATOR,
                                    office,
                                    today.plusDays(2)
                                            .datesUntil(today.plusDays(3 + BOOKINGS))
                                            .map(date -> new Closures.Day(date, "Closed"))
                                            .toList())
                            .affected());
        }
    }

    /** Visits that lie some days from each other, so that each makes a row of its own. */
    private void race(int days, Change change) throws Exception {
        OfficeId office = clinic.office(ClinicFixture.BOSTON);
        DoctorId doctor = clinic.alwaysWorking(office, 30);
        List<PatientId> patients = clinic.patients(BOOKINGS);
        CountDownLatch ready = new CountDownLatch(BOOKINGS + 1);
        List<Future<List<AppointmentId>>> answers = new ArrayList<>();
        for (int i = 0; i < BOOKINGS; i++) {
            PatientId patient = patients.get(i);
            Instant start = at(2 + i * days);
            answers.add(together(
                    ready,
                    patient.value() % 4 == 0
                            ? () -> bookSeries(doctor, office, patient, start.plus(Duration.ofHours(1)))
                            : () -> book(doctor, office, patient, start)));
        }
        Future<List<AppointmentId>> affected = together(
                ready,
                () -> change.make(office, doctor).stream()
                        .map(view -> view.appointment().id())
                        .toList());
        Set<AppointmentId> booked = new HashSet<>();
        for (Future<List<AppointmentId>> answer : answers) {
            booked.addAll(answer.get());
        }
        assertThat(affected.get()).containsExactlyInAnyOrderElementsOf(booked);
    }

    private static <T> Future<T> together(CountDownLatch ready, Callable<T> work) {
        return threads.submit(() -> {
            ready.countDown();
            ready.await();
            return work.call();
        });
    }

    private List<AppointmentId> book(DoctorId doctor, OfficeId office, PatientId patient, Instant start) {
        try {
            BookingRequest request = new BookingRequest(doctor, office, start, null, patient);
            return List.of(
                    booking.book(Actor.OPERATOR, request, null).appointment().id());
        } catch (NotBookable e) {
            return List.of();
        }
    }

    /** Two visits on one day and the next: the change refuses both, and never the whole series with an error. */
    private List<AppointmentId> bookSeries(DoctorId doctor, OfficeId office, PatientId patient, Instant start) {
        Series booked =
                series.book(Actor.OPERATOR, new SeriesRequest(doctor, office, patient, start, 1, 2, null), null);
        return booked.visits().stream()
                .map(visit -> Optional.ofNullable(visit.appointment()))
                .flatMap(Optional::stream)
                .map(view -> view.appointment().id())
                .toList();
    }

    private Instant at(int ahead) {
        return today.plusDays(ahead).atTime(10, 0).atZone(ClinicFixture.BOSTON).toInstant();
    }
}
