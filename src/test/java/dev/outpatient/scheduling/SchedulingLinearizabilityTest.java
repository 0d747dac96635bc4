package dev.outpatient.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.ClinicFixture;
import dev.outpatient.Engine;
import dev.outpatient.OnEachEngine;
import dev.outpatient.scheduling.Linearizability.Done;
import dev.outpatient.scheduling.Linearizability.Step;
import dev.outpatient.scheduling.Linearizability.Taken;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Sixteen threads book, move, cancel and look at a few times of three doctors and four patients: each answer is one that
 * they could have had one after the other, and nobody is in two places.
 */
@OnEachEngine
class SchedulingLinearizabilityTest {

    private static final int HISTORIES = Integer.getInteger("outpatient.histories", 12);
    private static final int THREADS = 16;
    private static final int STEPS_EACH = 3;
    private static final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    /** Of the three doctors: so that visits overlap in part. */
    private static final List<Integer> VISIT_MINUTES = List.of(30, 20, 60);

    /** A visit that stands: numbers for people, minutes after the day's start for time. */
    private record Visit(int doctor, int patient, int start) {

        int end() {
            return start + VISIT_MINUTES.get(doctor);
        }

        boolean overlaps(int from, int to) {
            return start < to && from < end();
        }
    }

    private final Engine engine;
    private final Booking booking;
    private final OfficeId office;
    private final List<DoctorId> doctors = new ArrayList<>();
    private final CalendarAgreement check;

    SchedulingLinearizabilityTest(Engine engine) {
        this.engine = engine;
        this.booking = engine.bean(Booking.class);
        this.check = new CalendarAgreement(engine.program());
        ClinicFixture clinic = new ClinicFixture(engine.program());
        this.office = clinic.office(ZoneOffset.UTC);
        VISIT_MINUTES.forEach(minutes -> doctors.add(clinic.alwaysWorking(office, minutes)));
    }

    @AfterAll
    static void end() {
        threads.shutdownNow();
    }

    @Test
    void whatSixteenThreadsAreToldCouldHaveHappenedInSomeOrder() throws Exception {
        ClinicFixture clinic = new ClinicFixture(engine.program());
        List<PatientId> patients = clinic.patients(4);
        for (int i = 0; i < HISTORIES; i++) {
            Round round = new Round(patients, LocalDate.now(ZoneOffset.UTC).plusDays(2 + i % 80), new Random(i));
            List<Done<Map<Integer, Visit>>> history = round.play();
            assertThat(Linearizability.holds(Map.of(), history))
                    .as("history %d: %s", i, history)
                    .isTrue();
            // The next history of this day starts from an empty one.
            round.clear();
        }
        doctors.forEach(check::calendarAgreesWithAppointments);
        patients.forEach(check::calendarAgreesWithAppointments);
    }

    /** One history on one day. */
    private final class Round {

        private final List<PatientId> patients;
        private final LocalDate day;
        private final Random random;
        private final AtomicLong clock = new AtomicLong();
        private final Map<Integer, AppointmentId> ids = Collections.synchronizedMap(new HashMap<>());

        Round(List<PatientId> patients, LocalDate day, Random random) {
            this.patients = patients;
            this.day = day;
            this.random = random;
        }

        List<Done<Map<Integer, Visit>>> play() throws Exception {
            CountDownLatch ready = new CountDownLatch(THREADS);
            List<Future<List<Done<Map<Integer, Visit>>>>> played = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int number = thread * STEPS_EACH;
                long seed = random.nextLong();
                played.add(threads.submit(() -> {
                    Random own = new Random(seed);
                    List<Done<Map<Integer, Visit>>> done = new ArrayList<>();
                    ready.countDown();
                    ready.await();
                    for (int i = 0; i < STEPS_EACH; i++) {
                        done.add(step(number + i, own));
                    }
                    return done;
                }));
            }
            List<Done<Map<Integer, Visit>>> history = new ArrayList<>();
            for (Future<List<Done<Map<Integer, Visit>>>> each : played) {
                history.addAll(each.get());
            }
            doctors.forEach(check::calendarAgreesWithAppointments);
            patients.forEach(check::calendarAgreesWithAppointments);
            return history;
        }

        private Done<Map<Integer, Visit>> step(int number, Random own) {
            // A visit that somebody has booked by now, perhaps this thread.
            List<Integer> known = List.copyOf(ids.keySet());
            int dice = own.nextInt(10);
            int doctor = own.nextInt(3);
            int start = VISIT_MINUTES.get(doctor) * own.nextInt(120 / VISIT_MINUTES.get(doctor));
            if (dice < 4 || known.isEmpty()) {
                return book(number, new Visit(doctor, own.nextInt(4), start));
            }
            if (dice < 6) {
                return look(doctor);
            }
            int which = known.get(own.nextInt(known.size()));
            return dice < 8 ? cancel(which) : move(which, own.nextInt(8));
        }

        private Done<Map<Integer, Visit>> book(int number, Visit visit) {
            return done(named("book " + number + " " + visit, state -> claimed(state, number, visit, "ok")), () -> {
                AppointmentView booked = booking.book(
                        Actor.of(patients.get(visit.patient())),
                        new BookingRequest(doctors.get(visit.doctor()), office, at(visit.start()), null, null),
                        null);
                ids.put(number, booked.appointment().id());
                return "ok";
            });
        }

        /** To the n-th visit of its doctor's day. */
        private Done<Map<Integer, Visit>> move(int which, int nth) {
            return done(
                    named("move " + which + " to " + nth, state -> {
                        Visit before = state.get(which);
                        if (before == null) {
                            return new Taken<>(state, "invalid-transition");
                        }
                        int start = VISIT_MINUTES.get(before.doctor()) * nth;
                        return claimed(state, which, new Visit(before.doctor(), before.patient(), start), "ok");
                    }),
                    () -> {
                        AppointmentId id = ids.getOrDefault(which, new AppointmentId(0));
                        DoctorId doctor = engine.bean(Appointments.class)
                                .get(Actor.OPERATOR, id)
                                .appointment()
                                .doctorId();
                        int minutes = VISIT_MINUTES.get(doctors.indexOf(doctor));
                        booking.move(Actor.OPERATOR, id, at(minutes * nth), null, null);
                        return "ok";
                    });
        }

        private Done<Map<Integer, Visit>> cancel(int which) {
            return done(
                    named("cancel " + which, state -> {
                        if (!state.containsKey(which)) {
                            return new Taken<>(state, "invalid-transition");
                        }
                        Map<Integer, Visit> after = new HashMap<>(state);
                        after.remove(which);
                        return new Taken<>(after, "ok");
                    }),
                    () -> {
                        booking.cancel(Actor.OPERATOR, ids.getOrDefault(which, new AppointmentId(0)), null, null);
                        return "ok";
                    });
        }

        /** Which of the first four hours' visits are free. */
        private Done<Map<Integer, Visit>> look(int doctor) {
            int minutes = VISIT_MINUTES.get(doctor);
            return done(
                    named("look at " + doctor, state -> {
                        List<Integer> free = new ArrayList<>();
                        for (int start = 0; start < 480; start += minutes) {
                            int from = start;
                            if (state.values().stream()
                                    .noneMatch(v -> v.doctor() == doctor && v.overlaps(from, from + minutes))) {
                                free.add(start);
                            }
                        }
                        return new Taken<>(state, free.toString());
                    }),
                    () -> engine
                            .bean(SlotSearch.class)
                            .search(new SlotFilter(doctors.get(doctor), office, null, null, null, day, day, null), 1000)
                            .stream()
                            .map(slot -> (int)
                                    Duration.between(at(0), slot.time().start()).toMinutes())
                            .filter(start -> start < 480)
                            .toList()
                            .toString());
        }

        private Taken<Map<Integer, Visit>> claimed(Map<Integer, Visit> state, int number, Visit visit, String answer) {
            for (Map.Entry<Integer, Visit> other : state.entrySet()) {
                if (other.getKey() != number
                        && other.getValue().doctor() == visit.doctor()
                        && other.getValue().overlaps(visit.start(), visit.end())) {
                    return new Taken<>(state, "slot-taken");
                }
            }
            for (Map.Entry<Integer, Visit> other : state.entrySet()) {
                if (other.getKey() != number
                        && other.getValue().patient() == visit.patient()
                        && other.getValue().overlaps(visit.start(), visit.end())) {
                    return new Taken<>(state, "patient-busy");
                }
            }
            Map<Integer, Visit> after = new HashMap<>(state);
            after.put(number, visit);
            return new Taken<>(after, answer);
        }

        private Done<Map<Integer, Visit>> done(
                Step<Map<Integer, Visit>> step, java.util.function.Supplier<String> act) {
            long begun = clock.incrementAndGet();
            String answer;
            try {
                answer = act.get();
            } catch (Problem e) {
                answer = e.type();
            }
            return new Done<>(step, begun, clock.incrementAndGet(), answer);
        }

        private Step<Map<Integer, Visit>> named(String name, Step<Map<Integer, Visit>> step) {
            return new Step<>() {
                @Override
                public Taken<Map<Integer, Visit>> take(Map<Integer, Visit> state) {
                    return step.take(state);
                }

                @Override
                public String toString() {
                    return name;
                }
            };
        }

        private Instant at(int minute) {
            return day.atStartOfDay().toInstant(ZoneOffset.UTC).plus(Duration.ofMinutes(minute));
        }

        void clear() {
            TimeRange all = TimeRange.of(at(0), Duration.ofDays(1));
            for (DoctorId doctor : doctors) {
                engine.bean(Appointments.class).ofDoctor(Actor.OPERATOR, doctor, all).stream()
                        .map(AppointmentView::appointment)
                        .filter(appointment -> appointment.status() == AppointmentStatus.SCHEDULED)
                        .forEach(appointment -> booking.cancel(Actor.OPERATOR, appointment.id(), null, null));
            }
        }
    }
}
