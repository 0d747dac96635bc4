package dev.outpatient.scheduling;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.ClinicFixture;
import dev.outpatient.Engine;
import dev.outpatient.OnEachEngine;
import dev.outpatient.accounts.RequestKey;
import dev.outpatient.scheduling.BusyDays.Owner;
import dev.outpatient.scheduling.CalendarCheck.Result;
import dev.outpatient.scheduling.CalendarCheck.Scope;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Many want the same time at the same moment: one gets it, the rest are told, nobody meets an error. */
@OnEachEngine
class BookingRaceTest {

    private static final int THREADS = 200;
    private static final int ROUNDS = Integer.getInteger("outpatient.rounds", 5);
    private static final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    private final ClinicFixture clinic;
    private final Booking booking;
    private final HoursRepository hours;
    private final ScheduleStamps stamps;
    private final RetriedTransaction transaction;
    private final CalendarCheck check;
    private final OfficeId office;

    BookingRaceTest(Engine engine) {
        this.clinic = new ClinicFixture(engine.program());
        this.booking = engine.bean(Booking.class);
        this.hours = engine.bean(HoursRepository.class);
        this.stamps = engine.bean(ScheduleStamps.class);
        this.transaction = engine.bean(RetriedTransaction.class);
        this.check = engine.bean(CalendarCheck.class);
        this.office = clinic.office(ClinicFixture.BOSTON);
    }

    @AfterAll
    static void end() {
        threads.shutdownNow();
    }

    @Test
    void oneOfTwoHundredGetsTheTime() throws Exception {
        DoctorId doctor = clinic.alwaysWorking(office, 30);
        List<PatientId> patients = clinic.patients(THREADS);
        for (int round = 0; round < ROUNDS; round++) {
            Instant start = day(round + 2);
            List<Callable<String>> wishes = new ArrayList<>();
            for (PatientId patient : patients) {
                wishes.add(() -> book(Actor.of(patient), request(doctor, start)));
            }
            assertThat(atOnce(wishes)).isEqualTo(Map.of("booked", 1, "slot-taken", THREADS - 1));
        }
        calendarAgreesWithAppointments(doctor);
    }

    /** Sent again while the first is still being answered: each is told of the one appointment. */
    @Test
    void oneRequestSentManyTimesAtOnceIsAnsweredAlike() throws Exception {
        DoctorId doctor = clinic.alwaysWorking(office, 30);
        for (int round = 0; round < ROUNDS; round++) {
            Actor patient = Actor.of(clinic.patient());
            BookingRequest wish = request(doctor, day(round + 2));
            RequestKey key = RequestKey.of("sent again", wish);
            List<Callable<String>> requests = Collections.nCopies(
                    20,
                    () -> booking.book(patient, wish, key).appointment().id().toString());
            assertThat(atOnce(requests).values()).containsExactly(20);
        }
        calendarAgreesWithAppointments(doctor);
    }

    /**
     * The rows of the day are not there yet, and the two visits share only a part of their time: the doctor's hours in
     * two offices cross, as the clocks of the two show different times.
     */
    @Test
    void twoFirstBookingsOfAnEmptyDayThatOverlapInPart() throws Exception {
        OfficeId chicago = clinic.office(ZoneId.of("America/Chicago"));
        List<PatientId> patients = clinic.patients(THREADS);
        for (int round = 0; round < ROUNDS; round++) {
            DoctorId doctor = clinic.doctor(office, chicago);
            LocalDate date = LocalDate.now(ZoneOffset.UTC).plusDays(round + 2);
            overlappingWeek(
                    doctor,
                    List.of(
                            range(doctor, office, date, LocalTime.of(10, 0)),
                            range(doctor, chicago, date, LocalTime.of(9, 15))));
            Instant inBoston = date.atTime(10, 0).atZone(ClinicFixture.BOSTON).toInstant();
            List<Callable<String>> wishes = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Actor patient = Actor.of(patients.get(i));
                BookingRequest wish = i % 2 == 0
                        ? new BookingRequest(doctor, office, inBoston, null, null)
                        : new BookingRequest(doctor, chicago, inBoston.plus(Duration.ofMinutes(15)), null, null);
                wishes.add(() -> book(patient, wish));
            }
            assertThat(atOnce(wishes)).isEqualTo(Map.of("booked", 1, "slot-taken", THREADS - 1));
            calendarAgreesWithAppointments(doctor);
        }
    }

    /** Hours that the program would refuse, so that the calendar alone decides. */
    private void overlappingWeek(DoctorId doctor, List<WorkingHours> week) {
        transaction.run(() -> {
            stamps.changed(doctor);
            hours.replace(doctor, week);
            return doctor;
        });
    }

    private static WorkingHours range(DoctorId doctor, OfficeId office, LocalDate date, LocalTime start) {
        return new WorkingHours(doctor, office, date.getDayOfWeek(), start, start.plusMinutes(30), 30, null, null);
    }

    @Test
    void onePatientAtTwoDoctors() throws Exception {
        DoctorId one = clinic.alwaysWorking(office, 30);
        DoctorId other = clinic.alwaysWorking(office, 30);
        for (int round = 0; round < ROUNDS; round++) {
            PatientId patient = clinic.patient();
            Instant start = day(round + 2);
            List<Callable<String>> wishes = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                DoctorId doctor = i % 2 == 0 ? one : other;
                wishes.add(() -> book(Actor.of(patient), request(doctor, start)));
            }
            Map<String, Integer> outcomes = atOnce(wishes);
            // At the doctor who has the patient now the time is taken; at the other the patient is busy.
            assertThat(outcomes)
                    .isEqualTo(Map.of("booked", 1, "slot-taken", THREADS / 2 - 1, "patient-busy", THREADS / 2));
        }
        // Chance may give all rounds to one of them.
        calendarAgreesWithAppointments(one, other);
    }

    /** Cancelling frees the time for exactly one of those who wait for it. */
    @Test
    void aTimeThatIsCancelledAndWantedAtOnce() throws Exception {
        DoctorId doctor = clinic.alwaysWorking(office, 30);
        List<PatientId> patients = clinic.patients(20);
        for (int round = 0; round < ROUNDS; round++) {
            Instant start = day(round + 2);
            AppointmentView held = booking.book(Actor.of(patients.getFirst()), request(doctor, start), null);
            List<Callable<String>> wishes = new ArrayList<>();
            wishes.add(() -> {
                booking.cancel(Actor.of(patients.getFirst()), held.appointment().id(), null, null);
                return "cancelled";
            });
            for (PatientId patient : patients.subList(1, 20)) {
                wishes.add(() -> book(Actor.of(patient), request(doctor, start)));
            }
            Map<String, Integer> outcomes = atOnce(wishes);
            assertThat(outcomes.get("cancelled")).isEqualTo(1);
            assertThat(outcomes.getOrDefault("booked", 0)).isLessThanOrEqualTo(1);
            assertThat(outcomes.getOrDefault("booked", 0) + outcomes.getOrDefault("slot-taken", 0))
                    .isEqualTo(19);
        }
        calendarAgreesWithAppointments(doctor);
    }

    private void calendarAgreesWithAppointments(DoctorId... doctors) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        Scope scope = new Scope(
                today,
                today.plusDays(ROUNDS + 3),
                Arrays.stream(doctors).map(Owner::of).collect(toSet()));
        List<CalendarDifference> differences = new ArrayList<>();
        Result result = check.run(scope, false, differences::add, (day, soFar) -> {});
        assertThat(differences).isEmpty();
        assertThat(result.appointments()).isPositive();
    }

    private String book(Actor actor, BookingRequest wish) {
        try {
            booking.book(actor, wish, null);
            return "booked";
        } catch (SlotTaken e) {
            return e.alternatives().isEmpty() ? "slot-taken without alternatives" : "slot-taken";
        } catch (PatientBusy e) {
            return "patient-busy";
        }
    }

    private BookingRequest request(DoctorId doctor, Instant start) {
        return new BookingRequest(doctor, office, start, null, null);
    }

    private static Instant day(int ahead) {
        return Instant.now()
                .truncatedTo(ChronoUnit.DAYS)
                .plus(Duration.ofDays(ahead))
                .plus(Duration.ofHours(15));
    }

    /** How often each outcome came when all start at the same moment; an error fails the test. */
    private static Map<String, Integer> atOnce(List<Callable<String>> wishes) throws Exception {
        CountDownLatch ready = new CountDownLatch(wishes.size());
        List<Future<String>> answers = new ArrayList<>();
        for (Callable<String> wish : wishes) {
            answers.add(threads.submit(() -> {
                ready.countDown();
                ready.await();
                return wish.call();
            }));
        }
        Map<String, Integer> outcomes = new TreeMap<>();
        for (Future<String> answer : answers) {
            outcomes.merge(answer.get(), 1, Integer::sum);
        }
        return outcomes;
    }
}
