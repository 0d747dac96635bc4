package dev.outpatient.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outpatient.ClinicFixture;
import dev.outpatient.Engine;
import dev.outpatient.OnEachEngine;
import dev.outpatient.directory.Directory;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whose day is another one after what. */
@OnEachEngine
class DayVersionsTest {

    private final Engine engine;
    private final ClinicFixture clinic;
    private final DayVersions versions;
    private final OfficeId office;
    private final DoctorId doctor;
    private final DoctorId colleague;
    private final LocalDate date = LocalDate.now(ClinicFixture.BOSTON).plusDays(3);

    DayVersionsTest(Engine engine) {
        this.engine = engine;
        this.clinic = new ClinicFixture(engine.program());
        this.versions = engine.bean(DayVersions.class);
        this.office = clinic.office(ClinicFixture.BOSTON);
        this.doctor = clinic.alwaysWorking(office, 30);
        this.colleague = clinic.alwaysWorking(office, 30);
    }

    @Test
    void eachStepOfAVisitMakesTheDayAnother() {
        Attendance attendance = engine.bean(Attendance.class);
        Set<String> seen = new HashSet<>(List.of("own " + own(), "all " + of(office)));
        AppointmentId visit = book(doctor, at(9));
        isNew(seen);
        attendance.arrive(Actor.of(doctor), visit, null);
        isNew(seen);
        AppointmentId other = book(doctor, at(11));
        isNew(seen);
        engine.bean(Booking.class).cancel(Actor.of(doctor), other, "Ill", null);
        isNew(seen);
    }

    @Test
    void aVisitThatMovesAwayChangesBothDays() {
        AppointmentId visit = book(doctor, at(9));
        book(doctor, at(10));
        String before = own();
        WatchedDay later = WatchedDay.of(doctor, date.plusDays(1));
        String then = versions.get(Actor.of(doctor), later);
        engine.bean(Booking.class).move(Actor.of(doctor), visit, at(9).plusSeconds(86_400), null, null);
        assertThat(own()).isNotEqualTo(before);
        assertThat(versions.get(Actor.of(doctor), later)).isNotEqualTo(then);
    }

    @Test
    void schedulesChangeTheDaysOfTheirOwnersAndOfTheirOffices() {
        Set<String> seen = new HashSet<>(List.of("own " + own(), "all " + of(office)));
        String others = versions.get(Actor.of(colleague), WatchedDay.of(colleague, date));
        engine.bean(TimeOffs.class).enter(Actor.of(doctor), doctor, at(14), at(16), null, null);
        isNew(seen);
        assertThat(versions.get(Actor.of(colleague), WatchedDay.of(colleague, date)))
                .as("somebody else's time off")
                .isEqualTo(others);
        engine.bean(Closures.class).enter(Actor.OPERATOR, office, List.of(new Closures.Day(date, "Flood")));
        isNew(seen);
        assertThat(versions.get(Actor.of(colleague), WatchedDay.of(colleague, date)))
                .as("the office is closed for all")
                .isNotEqualTo(others);
    }

    @Test
    void whatDoesNotConcernADayLeavesIt() {
        String before = own();
        String atOffice = of(office);
        book(colleague, at(9));
        assertThat(own()).isEqualTo(before);
        assertThat(of(office)).isNotEqualTo(atOffice);
        book(doctor, at(9).plusSeconds(86_400));
        book(clinic.alwaysWorking(clinic.office(ClinicFixture.BOSTON), 30), at(9));
        assertThat(own()).isEqualTo(before);
        assertThat(own()).hasSize(36);
    }

    /** By the calendar on the wall: a day in Boston begins five hours into one in London. */
    @Test
    void theFirstAndTheLastVisitBelongToTheDay() {
        Set<String> seen = new HashSet<>(List.of("own " + own(), "all " + of(office)));
        book(doctor, at(0));
        isNew(seen);
        book(doctor, date.atTime(23, 30).atZone(ClinicFixture.BOSTON).toInstant());
        isNew(seen);
        String before = own();
        book(
                doctor,
                date.minusDays(1)
                        .atTime(LocalTime.of(23, 30))
                        .atZone(ClinicFixture.BOSTON)
                        .toInstant());
        assertThat(own()).isEqualTo(before);
    }

    @Test
    void manyDaysAtOnceAreAsEachByItself() {
        book(doctor, at(9));
        book(colleague, at(10));
        List<WatchedDay> days = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            days.add(WatchedDay.of(doctor, date.plusDays(i - 20)));
            days.add(WatchedDay.of(colleague, date.plusDays(i - 20)));
            days.add(WatchedDay.of(office, date.plusDays(i - 20)));
        }
        Map<WatchedDay, String> together = versions.list(days);
        assertThat(together).hasSize(120);
        assertThat(together).containsEntry(WatchedDay.of(doctor, date), own());
        assertThat(together).containsEntry(WatchedDay.of(office, date), of(office));
        assertThat(versions.list(List.of())).isEmpty();
    }

    @Test
    void noDoctorAsksForAnotherAndNobodyButAnAdminForAnOffice() {
        WatchedDay own = WatchedDay.of(doctor, date);
        for (Actor actor : List.of(Actor.of(colleague), Actor.OPERATOR, Actor.of(clinic.patient()))) {
            assertThatThrownBy(() -> versions.get(actor, own)).isInstanceOf(Problem.NotFound.class);
        }
        for (Actor actor : List.of(Actor.of(doctor), Actor.of(clinic.patient()))) {
            assertThatThrownBy(() -> versions.get(actor, WatchedDay.of(office, date)))
                    .isInstanceOf(Problem.Forbidden.class);
        }
    }

    private void isNew(Set<String> seen) {
        assertThat(seen.add("own " + own())).as("the doctor's day").isTrue();
        assertThat(seen.add("all " + of(office))).as("the office's day").isTrue();
    }

    private String own() {
        return versions.get(Actor.of(doctor), WatchedDay.of(doctor, date));
    }

    private String of(OfficeId where) {
        return versions.get(Actor.OPERATOR, WatchedDay.of(where, date));
    }

    private AppointmentId book(DoctorId with, Instant at) {
        OfficeId where = Objects.requireNonNull(
                        engine.bean(Directory.class).officesOf(List.of(with)).get(with))
                .getFirst()
                .id();
        return engine.bean(Booking.class)
                .book(Actor.OPERATOR, new BookingRequest(with, where, at, null, clinic.patient()), null)
                .appointment()
                .id();
    }

    private Instant at(int hour) {
        return date.atTime(hour, 0).atZone(ClinicFixture.BOSTON).toInstant();
    }
}
