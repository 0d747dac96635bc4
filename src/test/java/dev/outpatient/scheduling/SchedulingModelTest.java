package dev.outpatient.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.Engine;
import dev.outpatient.scheduling.SchedulingModel.Booked;
import dev.outpatient.scheduling.SchedulingModel.Rules;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;
import org.jspecify.annotations.Nullable;

/**
 * Random histories of everything that people do to a schedule, in the program and in a simple model: the same answers, the
 * same free times, the same reasons, the same rows. Three dates around a change of the clocks, or three ordinary ones.
 *
 * <p>How many on H2, {@code junit-platform.properties} says; {@code -Djqwik.tries.default=1000} plays a thousand.
 */
class SchedulingModelTest {

    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("America/New_York"),
            ZoneId.of("Asia/Kathmandu"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Europe/London"),
            ZoneId.of("Asia/Beirut"),
            ZoneId.of("Pacific/Auckland"),
            ZoneId.of("Pacific/Honolulu"));

    /** Numbers that a step chooses by. */
    private static final class Dice {

        private final int[] numbers;
        private int next;

        Dice(int... numbers) {
            this.numbers = numbers;
        }

        int below(int limit) {
            return numbers[next++ % numbers.length] % limit;
        }

        <T> T pick(List<T> from) {
            return from.get(below(from.size()));
        }
    }

    /** A clinic and the three dates on which everything happens, the middle one twice as often. */
    private record Stage(ModelledClinic clinic, List<LocalDate> dates) {

        static Stage set(Engine engine, int seed) {
            Random random = new Random(seed);
            List<ZoneId> zones = new ArrayList<>(ZONES);
            Collections.shuffle(zones, random);
            LocalDate today = LocalDate.now(ZoneOffset.UTC);
            LocalDate middle = today.plusDays(random.nextInt(4, 60));
            for (ZoneId zone : zones.subList(0, 3)) {
                ZoneOffsetTransition jump = zone.getRules()
                        .nextTransition(today.plusDays(4).atStartOfDay().toInstant(ZoneOffset.UTC));
                if (jump != null && random.nextInt(4) > 0) {
                    middle = jump.getInstant()
                            .minusSeconds(random.nextInt(2))
                            .atZone(zone)
                            .toLocalDate();
                    break;
                }
            }
            ModelledClinic clinic = new ModelledClinic(engine, zones.subList(0, 3), today);
            Stage stage = new Stage(clinic, List.of(middle, middle.minusDays(1), middle, middle.plusDays(1)));
            for (DoctorId doctor : clinic.doctors) {
                stage.work(
                        doctor,
                        clinic.offices.get(random.nextInt(3)),
                        random.nextInt(3) * 60,
                        20 + 10 * (random.nextInt(3)));
            }
            return stage;
        }

        /** Two hours on each date. */
        private void work(DoctorId doctor, OfficeId office, int from, int visitMinutes) {
            clinic.week(
                    doctor,
                    dates.stream()
                            .distinct()
                            .map(date -> range(doctor, office, date, from, 120, visitMinutes, 0))
                            .toList());
        }

        private Instant start(DoctorId doctor, OfficeId office, Dice dice) {
            LocalDate date = dice.pick(dates);
            List<TimeRange> offered = clinic.model.offered(doctor, office, date);
            if (offered.isEmpty() || dice.below(8) == 0) {
                return date.atStartOfDay(clinic.model.zone(office)).toInstant().plusSeconds(dice.below(24 * 60) * 60L);
            }
            return dice.pick(offered).start();
        }

        /** An office where the doctor has hours, mostly. */
        private OfficeId office(DoctorId doctor, Dice dice) {
            List<WorkingHours> week = clinic.model.weeks.getOrDefault(doctor, List.of());
            return week.isEmpty() || dice.below(10) == 0
                    ? dice.pick(clinic.offices)
                    : dice.pick(week).officeId();
        }

        private @Nullable Booked booked(Dice dice) {
            return clinic.model.appointments.isEmpty() ? null : dice.pick(clinic.model.appointments);
        }
    }

    private static WorkingHours range(
            DoctorId doctor, OfficeId office, LocalDate date, int from, int minutes, int visitMinutes, int valid) {
        return new WorkingHours(
                doctor,
                office,
                date.getDayOfWeek(),
                LocalTime.ofSecondOfDay(from * 60L),
                LocalTime.ofSecondOfDay((from + minutes) % 1440 * 60L),
                visitMinutes,
                valid == 1 ? date : null,
                valid == 2 ? date : null);
    }

    @Property
    void theProgramDoesWhatTheModelDoes(@ForAll("onH2") ActionChain<Stage> history) {
        history.run().clinic().checkRows();
    }

    @Property(tries = 25)
    void theProgramOnMariaDbToo(@ForAll("onMariaDb") ActionChain<Stage> history) {
        Assume.that(Engine.available().contains(Engine.MARIADB));
        history.run().clinic().checkRows();
    }

    @Provide
    Arbitrary<ActionChain<Stage>> onH2() {
        return histories(Engine.H2);
    }

    @Provide
    Arbitrary<ActionChain<Stage>> onMariaDb() {
        return histories(Engine.MARIADB);
    }

    private static Arbitrary<ActionChain<Stage>> histories(Engine engine) {
        return Arbitraries.integers()
                .withDistribution(RandomDistribution.uniform())
                .flatMap(seed -> ActionChain.startWith(() -> Stage.set(engine, seed))
                        .withAction(12, step("book", SchedulingModelTest::book))
                        .withAction(4, step("move", SchedulingModelTest::move))
                        .withAction(3, step("cancel", SchedulingModelTest::cancel))
                        .withAction(3, step("hold", SchedulingModelTest::hold))
                        .withAction(1, step("release", SchedulingModelTest::release))
                        .withAction(2, step("time off", SchedulingModelTest::timeOff))
                        .withAction(2, step("hours", SchedulingModelTest::hours))
                        .withAction(1, step("closure", SchedulingModelTest::closure))
                        .withAction(1, step("rules", SchedulingModelTest::rules))
                        .withAction(3, step("search", SchedulingModelTest::search))
                        .withAction(2, step("explain", SchedulingModelTest::explain))
                        .withMaxTransformations(30));
    }

    private static Action<Stage> step(String name, BiConsumer<Stage, Dice> step) {
        return new Action.Independent<>() {
            @Override
            public Arbitrary<Transformer<Stage>> transformer() {
                return Arbitraries.integers()
                        .between(0, 100_000)
                        .withDistribution(RandomDistribution.uniform())
                        .array(int[].class)
                        .ofSize(12)
                        .map(numbers -> Transformer.mutate(
                                name + " " + Arrays.toString(numbers), stage -> step.accept(stage, new Dice(numbers))));
            }
        };
    }

    private static void book(Stage stage, Dice dice) {
        ModelledClinic clinic = stage.clinic();
        PatientId patient = dice.pick(clinic.patients);
        DoctorId doctor = dice.pick(clinic.doctors);
        OfficeId office = stage.office(doctor, dice);
        Actor actor = dice.below(4) == 0 ? Actor.OPERATOR : Actor.of(patient);
        clinic.book(actor, patient, doctor, office, stage.start(doctor, office, dice));
    }

    private static void move(Stage stage, Dice dice) {
        Booked booked = stage.booked(dice);
        if (booked != null) {
            OfficeId to = dice.below(2) == 0 ? null : stage.office(booked.doctor(), dice);
            Instant start = dice.below(8) == 0
                    ? booked.time().start()
                    : stage.start(booked.doctor(), to == null ? booked.office() : to, dice);
            stage.clinic().move(actor(booked, dice), booked, start, to);
        }
    }

    private static void cancel(Stage stage, Dice dice) {
        Booked booked = stage.booked(dice);
        if (booked != null) {
            stage.clinic().cancel(actor(booked, dice), booked);
        }
    }

    private static Actor actor(Booked booked, Dice dice) {
        return dice.pick(List.of(Actor.of(booked.patient()), Actor.of(booked.doctor()), Actor.OPERATOR));
    }

    private static void hold(Stage stage, Dice dice) {
        DoctorId doctor = dice.pick(stage.clinic().doctors);
        OfficeId office = stage.office(doctor, dice);
        stage.clinic().hold(dice.pick(stage.clinic().patients), doctor, office, stage.start(doctor, office, dice));
    }

    private static void release(Stage stage, Dice dice) {
        if (!stage.clinic().model.holds.isEmpty()) {
            stage.clinic().release(dice.pick(stage.clinic().model.holds));
        }
    }

    private static void timeOff(Stage stage, Dice dice) {
        ModelledClinic clinic = stage.clinic();
        if (clinic.model.timeOff.isEmpty() || dice.below(2) == 0) {
            DoctorId doctor = dice.pick(clinic.doctors);
            Instant start =
                    stage.start(doctor, stage.office(doctor, dice), dice).plusSeconds(60L * (dice.below(60) - 30));
            clinic.takeTimeOff(doctor, TimeRange.of(start, Duration.ofMinutes(1 + dice.below(300))));
        } else {
            clinic.removeTimeOff(dice.pick(clinic.model.timeOff));
        }
    }

    private static void hours(Stage stage, Dice dice) {
        DoctorId doctor = dice.pick(stage.clinic().doctors);
        List<WorkingHours> week = new ArrayList<>();
        int ranges = dice.below(4);
        for (int i = 0; i < ranges; i++) {
            int visit = dice.pick(List.of(15, 20, 30, 60, 45));
            int from = dice.pick(List.of(0, 30, 60, 90, 120, 150, 180, 540, 1320, 1380));
            int minutes = Math.min(1440 - from, dice.pick(List.of(60, 90, 120, 150, 180, 240)));
            OfficeId office = dice.pick(stage.clinic().offices);
            week.add(range(doctor, office, dice.pick(stage.dates()), from, minutes, visit, dice.below(8)));
        }
        stage.clinic().week(doctor, week);
    }

    private static void closure(Stage stage, Dice dice) {
        ModelledClinic clinic = stage.clinic();
        if (clinic.model.closures.isEmpty() || dice.below(2) == 0) {
            clinic.close(dice.pick(clinic.offices), dice.pick(stage.dates()));
        } else {
            clinic.open(dice.pick(clinic.model.closures));
        }
    }

    private static void rules(Stage stage, Dice dice) {
        stage.clinic()
                .rules(
                        dice.pick(stage.clinic().offices),
                        new Rules(Duration.ofMinutes(5L * dice.below(4)), 1 + dice.below(4)));
    }

    private static void search(Stage stage, Dice dice) {
        ModelledClinic clinic = stage.clinic();
        List<@Nullable Actor> viewers = Arrays.asList(
                null, Actor.of(dice.pick(clinic.patients)), Actor.of(dice.pick(clinic.doctors)), Actor.OPERATOR);
        LocalDate from = dice.pick(stage.dates());
        OfficeId office = dice.below(2) == 0 ? null : dice.pick(clinic.offices);
        clinic.search(dice.pick(viewers), office, from, from.plusDays(dice.below(3)));
    }

    private static void explain(Stage stage, Dice dice) {
        DoctorId doctor = dice.pick(stage.clinic().doctors);
        OfficeId office = stage.office(doctor, dice);
        assertThat(stage.clinic().offices).contains(office);
        stage.clinic().explain(doctor, office, dice.pick(stage.dates()));
    }
}
