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
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A time that is held is kept from others, for some minutes and not for longer. */
@OnEachEngine
class HoldsTest {

    private static final Instant START =
            Instant.now(Clock.systemUTC()).truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(3));

    private final Engine engine;
    private final ClinicFixture clinic;
    private final Holds holds;
    private final Booking booking;
    private final OfficeId office;
    private final DoctorId doctor;
    private final PatientId holder;
    private final PatientId other;

    HoldsTest(Engine engine) {
        this.engine = engine;
        this.clinic = new ClinicFixture(engine.program());
        this.holds = engine.bean(Holds.class);
        this.booking = engine.bean(Booking.class);
        this.office = clinic.office(ClinicFixture.BOSTON);
        this.doctor = clinic.alwaysWorking(office, 30);
        this.holder = clinic.patient();
        this.other = clinic.patient();
    }

    @Test
    void onlyTheHolderIsOfferedTheTime() {
        hold(holder, START);
        assertThat(isOffered(null)).isFalse();
        assertThat(isOffered(Actor.of(other))).isFalse();
        assertThat(isOffered(Actor.of(doctor))).isFalse();
        assertThat(isOffered(Actor.OPERATOR)).isFalse();
        assertThat(isOffered(Actor.of(holder))).isTrue();
    }

    @Test
    void anotherIsRefusedAndToldOfOtherTimes() {
        hold(holder, START);
        assertThatThrownBy(() -> book(other, START))
                .isInstanceOfSatisfying(
                        SlotTaken.class,
                        e -> assertThat(e.alternatives())
                                .hasSize(5)
                                .extracting(slot -> slot.time().start())
                                .doesNotContain(START)
                                .contains(START.minus(Duration.ofMinutes(30)), START.plus(Duration.ofMinutes(30))));
        assertThatThrownBy(() -> hold(other, START)).isInstanceOf(SlotTaken.class);
    }

    @Test
    void theBookingOfTheHolderUsesTheHoldUp() {
        Hold hold = hold(holder, START);
        AppointmentView booked = book(holder, START);
        assertThatThrownBy(() -> holds.release(Actor.of(holder), hold.id())).isInstanceOf(Problem.NotFound.class);
        booking.cancel(Actor.of(holder), booked.appointment().id(), null, null);
        assertThat(isOffered(null)).isTrue();
    }

    @Test
    void aNewHoldTakesThePlaceOfTheOld() {
        hold(holder, START);
        hold(holder, START.plus(Duration.ofDays(1)));
        assertThat(isOffered(null)).isTrue();
        assertThat(count(holder)).isEqualTo(1);
    }

    /** On days that share no row of the calendar. */
    @Test
    void ofManyNewHoldsAtOnceOneIsLeft() throws Exception {
        List<Future<Hold>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                Instant start = START.plus(Duration.ofDays(2 * i));
                answers.add(threads.submit(() -> hold(holder, start)));
            }
            for (Future<Hold> answer : answers) {
                answer.get();
            }
        }
        assertThat(count(holder)).isEqualTo(1);
    }

    @Test
    void whatExpiredIsInNobodysWay() {
        Hold hold = hold(holder, START);
        engine.bean(JdbcClient.class)
                .sql("UPDATE slot_hold SET expires_at = '2020-01-01 00:00:00' WHERE id = ?")
                .param(hold.id())
                .update();
        assertThat(isOffered(null)).isTrue();
        book(other, START);
    }

    @Test
    void releasedByWhoHoldsItAndNobodyElse() {
        Hold hold = hold(holder, START);
        assertThatThrownBy(() -> holds.release(Actor.of(other), hold.id())).isInstanceOf(Problem.NotFound.class);
        assertThat(isOffered(null)).isFalse();
        holds.release(Actor.of(holder), hold.id());
        assertThat(isOffered(null)).isTrue();
    }

    @Test
    void oneOfThemFailsSoTheOldHoldStays() {
        hold(holder, START);
        book(other, START.plus(Duration.ofHours(2)));
        assertThatThrownBy(() -> hold(holder, START.plus(Duration.ofHours(2)))).isInstanceOf(SlotTaken.class);
        assertThat(count(holder)).isEqualTo(1);
        assertThat(isOffered(null)).isFalse();
    }

    private Hold hold(PatientId patient, Instant start) {
        return holds.hold(Actor.of(patient), doctor, office, start, null);
    }

    private AppointmentView book(PatientId patient, Instant start) {
        return booking.book(Actor.of(patient), new BookingRequest(doctor, office, start, null, null), null);
    }

    private boolean isOffered(@Nullable Actor viewer) {
        return engine
                .bean(SlotSearch.class)
                .search(
                        viewer,
                        SlotFilter.of(doctor).startingFrom(Ticks.day(START).minusDays(1)),
                        200)
                .stream()
                .anyMatch(slot -> slot.time().start().equals(START));
    }

    private int count(PatientId patient) {
        return engine.bean(JdbcClient.class)
                .sql("SELECT COUNT(*) FROM slot_hold WHERE patient_id = ?")
                .param(patient.value())
                .query(Integer.class)
                .single();
    }
}
