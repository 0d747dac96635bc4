package dev.outpatient.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.Engine;
import dev.outpatient.directory.DirectoryAdministration;
import dev.outpatient.directory.DoctorDetails;
import dev.outpatient.directory.OfficeDetails;
import dev.outpatient.patients.PatientDetails;
import dev.outpatient.patients.Patients;
import dev.outpatient.scheduling.SchedulingModel.Ask;
import dev.outpatient.scheduling.SchedulingModel.Booked;
import dev.outpatient.scheduling.SchedulingModel.Closed;
import dev.outpatient.scheduling.SchedulingModel.Free;
import dev.outpatient.scheduling.SchedulingModel.Held;
import dev.outpatient.scheduling.SchedulingModel.Off;
import dev.outpatient.scheduling.SchedulingModel.Rules;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A clinic of three doctors, three offices and three patients, once in the program and once in the model. Each step is
 * taken in both, and both must answer the same.
 */
final class ModelledClinic {

    /** Beyond the next change of the clocks, wherever there is one. */
    private static final Duration HORIZON = Duration.ofDays(280);

    final SchedulingModel model = new SchedulingModel();
    final List<DoctorId> doctors = new ArrayList<>();
    final List<OfficeId> offices = new ArrayList<>();
    final List<PatientId> patients = new ArrayList<>();
    final LocalDate today;

    private final Engine engine;
    private final String specialty = "S" + UUID.randomUUID();
    private final List<String> story = new ArrayList<>();

    ModelledClinic(Engine engine, List<ZoneId> zones, LocalDate today) {
        this.engine = engine;
        this.today = today;
        DirectoryAdministration administration = engine.bean(DirectoryAdministration.class);
        for (ZoneId zone : zones) {
            OfficeId office = administration.addOffice(
                    Actor.OPERATOR, new OfficeDetails("Office", "1 Main St", "Boston", "MA", null, zone));
            offices.add(office);
            model.zones.put(office, zone);
            rules(office, new Rules(Duration.ZERO, 20));
        }
        for (int i = 0; i < 3; i++) {
            DoctorId doctor = administration.addDoctor(
                    Actor.OPERATOR,
                    new DoctorDetails("Ada Doctor", null, UUID.randomUUID() + "@example.org", null, specialty, null),
                    (String) null);
            offices.forEach(office -> administration.assign(Actor.OPERATOR, doctor, office));
            doctors.add(doctor);
        }
        patients.addAll(engine.bean(Patients.class)
                .addAll(
                        Actor.OPERATOR,
                        IntStream.range(0, 3)
                                .mapToObj(i -> new PatientDetails(
                                        "Pat Patient",
                                        UUID.randomUUID() + "@example.org",
                                        null,
                                        null,
                                        null,
                                        null,
                                        LocalDate.of(1980, 5, 17)))
                                .toList(),
                        null));
        story.clear();
        story.add("offices in " + zones);
    }

    void book(Actor actor, PatientId patient, DoctorId doctor, OfficeId office, Instant start) {
        Ask ask = new Ask(actor, patient, doctor, office, start, null);
        String expected = model.answer(ask, true);
        tell("%s books %s with %s in %s at %s", actor, patient, doctor, office, start);
        AppointmentView booked = check(
                ask,
                expected,
                () -> engine.bean(Booking.class)
                        .book(actor, new BookingRequest(doctor, office, start, null, patient), null));
        if (booked != null) {
            TimeRange time = model.timeOf(ask);
            model.dropHolds(ask, time);
            model.appointments.add(new Booked(booked.appointment().id(), patient, doctor, office, time, false));
        }
    }

    /** @param to the office, or null for the same */
    void move(Actor actor, Booked booked, Instant start, @Nullable OfficeId to) {
        OfficeId office = to == null ? booked.office() : to;
        Ask ask = new Ask(actor, booked.patient(), booked.doctor(), office, start, booked);
        String expected =
                booked.cancelled() ? "invalid-transition" : model.answer(ask, !office.equals(booked.office()));
        tell("%s moves %s to %s at %s", actor, booked.id(), office, start);
        check(ask, expected, () -> engine.bean(Booking.class).move(actor, booked.id(), start, to, null));
        if (expected.equals("ok")) {
            TimeRange time = model.timeOf(ask);
            model.dropHolds(ask, time);
            model.appointments.set(
                    model.appointments.indexOf(booked),
                    new Booked(booked.id(), booked.patient(), booked.doctor(), office, time, false));
        }
    }

    void cancel(Actor actor, Booked booked) {
        tell("%s cancels %s", actor, booked.id());
        agree(
                booked.cancelled() ? "invalid-transition" : "ok",
                () -> engine.bean(Booking.class).cancel(actor, booked.id(), null, null));
        model.appointments.set(
                model.appointments.indexOf(booked),
                new Booked(booked.id(), booked.patient(), booked.doctor(), booked.office(), booked.time(), true));
    }

    void hold(PatientId patient, DoctorId doctor, OfficeId office, Instant start) {
        Actor actor = Actor.of(patient);
        Ask ask = new Ask(actor, patient, doctor, office, start, null);
        String expected = model.answer(ask, true);
        tell("%s holds a time of %s in %s at %s", patient, doctor, office, start);
        Hold hold = check(ask, expected, () -> engine.bean(Holds.class).hold(actor, doctor, office, start, null));
        if (hold != null) {
            model.holds.removeIf(held -> held.patient().equals(patient));
            model.holds.add(new Held(hold.id(), patient, doctor, model.timeOf(ask)));
        }
    }

    void release(Held held) {
        tell("hold %d is released", held.id());
        engine.bean(Holds.class).release(Actor.of(held.patient()), held.id());
        model.holds.remove(held);
    }

    void takeTimeOff(DoctorId doctor, TimeRange time) {
        tell("%s is off %s", doctor, time);
        TimeOffs.Entered entered =
                engine.bean(TimeOffs.class).enter(Actor.of(doctor), doctor, time.start(), time.end(), null, null);
        model.timeOff.add(new Off(entered.timeOff().id(), doctor, time));
        affected(
                entered.affected(),
                booked -> booked.doctor().equals(doctor) && booked.time().overlaps(time));
    }

    void removeTimeOff(Off off) {
        tell("time off %d is removed", off.id());
        engine.bean(TimeOffs.class).remove(Actor.of(off.doctor()), off.doctor(), off.id());
        model.timeOff.remove(off);
    }

    void close(OfficeId office, LocalDate date) {
        tell("office %s closes on %s", office, date);
        Closures.Entered entered =
                engine.bean(Closures.class).enter(Actor.OPERATOR, office, List.of(new Closures.Day(date, "Closed")));
        model.closures.removeIf(
                closed -> closed.office().equals(office) && closed.date().equals(date));
        model.closures.add(new Closed(entered.closures().getFirst().id(), office, date));
        affected(
                entered.affected(),
                booked -> booked.office().equals(office)
                        && booked.time()
                                .start()
                                .atZone(model.zone(office))
                                .toLocalDate()
                                .equals(date));
    }

    void open(Closed closed) {
        tell("office %s opens on %s", closed.office(), closed.date());
        engine.bean(Closures.class).remove(Actor.OPERATOR, closed.office(), closed.id());
        model.closures.remove(closed);
    }

    void rules(OfficeId office, Rules rules) {
        tell("office %s has %s", office, rules);
        engine.bean(OfficeRules.class)
                .set(
                        Actor.OPERATOR,
                        office,
                        new BookingRules(Duration.ZERO, HORIZON, Duration.ZERO, rules.buffer(), rules.most()));
        model.rules.put(office, rules);
    }

    void week(DoctorId doctor, List<WorkingHours> week) {
        tell("%s works %s", doctor, week);
        List<AppointmentView> outside = agree(
                model.isTwofold(week, today) ? "validation" : "ok",
                () -> engine.bean(Hours.class).replace(Actor.of(doctor), doctor, week));
        if (outside != null) {
            model.weeks.put(doctor, week);
            affected(outside, booked -> booked.doctor().equals(doctor) && !model.isInHours(booked));
        }
    }

    void search(@Nullable Actor viewer, @Nullable OfficeId office, LocalDate from, LocalDate to) {
        tell("%s searches in %s from %s to %s", viewer, office, from, to);
        List<Slot> slots = engine.bean(SlotSearch.class)
                .search(viewer, new SlotFilter(null, office, specialty, null, null, from, to, null), 100_000);
        assertThat(found(slots))
                .as("%s", this)
                .isEqualTo(model.free(viewer, doctors, office == null ? offices : List.of(office), from, to));
    }

    void explain(DoctorId doctor, OfficeId office, LocalDate date) {
        tell("why is there no time with %s in %s on %s", doctor, office, date);
        List<TimeRange> offered = model.offered(doctor, office, date);
        List<ExplainedTime> told = engine.bean(SlotReasons.class).explain(Actor.OPERATOR, doctor, office, date);
        assertThat(told.stream()
                        .filter(time -> time.reason() != ExplainedTime.Reason.NO_HOURS)
                        .map(time -> time.startsAt().toInstant() + " " + time.reason())
                        .toList())
                .as("%s", this)
                .isEqualTo(offered.stream()
                        .map(time -> time.start() + " " + model.reason(doctor, office, time))
                        .toList());
        List<WallClock.Look> day = WallClock.during(date, model.zone(office));
        assertThat(told.getFirst().startsAt().toInstant())
                .isEqualTo(day.getFirst().at());
        assertThat(told.getLast().endsAt().toInstant()).isEqualTo(day.getLast().next());
    }

    private <T> @Nullable T check(Ask ask, String expected, Supplier<T> step) {
        return agree(expected, () -> {
            try {
                return step.get();
            } catch (SlotTaken e) {
                checkAlternatives(ask, e.alternatives());
                throw e;
            }
        });
    }

    /** The nearest, from the day before on. Those later than two weeks the model does not look for. */
    private void checkAlternatives(Ask ask, List<Slot> alternatives) {
        LocalDate from = Ticks.day(ask.start()).minusDays(1);
        Comparator<Free> nearest = Comparator.comparing(
                free -> Duration.between(ask.start(), free.start()).abs());
        List<Free> expected = model.free(ask.actor(), List.of(ask.doctor()), offices, from, from.plusDays(14)).stream()
                .sorted(nearest)
                .limit(5)
                .sorted(Comparator.comparing(Free::start))
                .toList();
        List<Free> found = found(alternatives);
        assertThat(found).as("%s", this).startsWith(expected.toArray(Free[]::new));
        assertThat(expected.size() == 5 || found.size() >= expected.size()).isTrue();
    }

    private static List<Free> found(List<Slot> slots) {
        return slots.stream()
                .map(slot -> new Free(
                        slot.time().start(),
                        slot.time().end(),
                        slot.doctor().id(),
                        slot.office().id()))
                .toList();
    }

    private void affected(List<AppointmentView> told, Predicate<Booked> those) {
        assertThat(told.stream().map(view -> view.appointment().id()).toList())
                .as("%s", this)
                .isEqualTo(model.appointments.stream()
                        .filter(booked -> !booked.cancelled())
                        .filter(those)
                        .sorted(Comparator.comparing(
                                        (Booked booked) -> booked.time().start())
                                .thenComparing(booked -> booked.id().value()))
                        .map(Booked::id)
                        .toList());
    }

    /** What is stored is what was agreed, and the calendar says the same. */
    void checkRows() {
        CalendarAgreement check = new CalendarAgreement(engine.program());
        doctors.forEach(check::calendarAgreesWithAppointments);
        patients.forEach(check::calendarAgreesWithAppointments);
        for (Booked booked : model.appointments) {
            AppointmentView view = engine.bean(Appointments.class).get(Actor.OPERATOR, booked.id());
            Appointment stored = view.appointment();
            assertThat(new Booked(
                            stored.id(),
                            stored.patientId(),
                            stored.doctorId(),
                            stored.officeId(),
                            stored.time(),
                            stored.status() == AppointmentStatus.CANCELLED))
                    .as("%s", this)
                    .isEqualTo(booked);
            check.dateIsOnTheWall(booked.id(), booked.time().start(), model.zone(booked.office()));
        }
    }

    /** What the step gives, or null when it was refused as expected. */
    private <T> @Nullable T agree(String expected, Supplier<T> step) {
        T given = null;
        String answer = "ok";
        try {
            given = step.get();
        } catch (NotBookable e) {
            answer = e.rule().word();
        } catch (Problem e) {
            answer = e.type();
        }
        assertThat(answer).as("%s", this).isEqualTo(expected);
        story.set(story.size() - 1, story.getLast() + ": " + answer);
        return given;
    }

    private void tell(String words, @Nullable Object... about) {
        story.add(words.formatted(about));
    }

    @Override
    public String toString() {
        return String.join("\n", story);
    }
}
