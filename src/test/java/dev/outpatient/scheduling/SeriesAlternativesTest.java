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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** A visit that was refused gets another time, once, and belongs to the series. */
@OnEachEngine
class SeriesAlternativesTest {

    private final ClinicFixture fixture;
    private final Booking booking;
    private final SeriesBooking series;
    private final SeriesAlternatives alternatives;

    SeriesAlternativesTest(Engine engine) {
        this.fixture = new ClinicFixture(engine.program());
        this.booking = engine.bean(Booking.class);
        this.series = engine.bean(SeriesBooking.class);
        this.alternatives = engine.bean(SeriesAlternatives.class);
    }

    @Test
    void anotherTimeTakesThePlaceOfTheRefusedOneAndKeepsTheOrder() {
        OfficeId office = fixture.office(ClinicFixture.BOSTON);
        DoctorId doctor = fixture.alwaysWorking(office, 30);
        PatientId patient = fixture.patient();
        Actor admin = Actor.OPERATOR;
        Instant first = LocalDate.now(ClinicFixture.BOSTON)
                .plusDays(2)
                .atTime(10, 0)
                .atZone(ClinicFixture.BOSTON)
                .toInstant();
        booking.book(
                admin,
                new BookingRequest(doctor, office, first.plus(Duration.ofDays(1)), null, fixture.patient()),
                null);
        Series booked = series.book(admin, new SeriesRequest(doctor, office, patient, first, 1, 3, "Physio"), null);
        assertThat(booked.visits()).extracting(Series.Visit::refusal).containsExactly(null, "slot-taken", null);

        Instant later = first.plus(Duration.ofDays(1)).plus(Duration.ofHours(1));
        AppointmentView instead = alternatives.book(admin, booked.id(), 1, office, later);
        // Pressed twice.
        assertThat(alternatives.book(admin, booked.id(), 1, office, later)).isEqualTo(instead);
        assertThat(instead.appointment().reason()).isEqualTo("Physio");
        assertThat(series.get(admin, booked.id()).visits())
                .extracting(visit -> visit.appointment() == null
                        ? null
                        : visit.appointment().appointment().time().start())
                .containsExactly(first, later, first.plus(Duration.ofDays(2)));

        assertThatThrownBy(() -> alternatives.book(admin, booked.id(), 0, office, later.plus(Duration.ofHours(1))))
                .isInstanceOf(Problem.NotFound.class);
        assertThatThrownBy(() -> alternatives.book(Actor.of(patient), booked.id(), 1, office, later))
                .isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> alternatives.book(Actor.of(fixture.doctor(office)), booked.id(), 1, office, later))
                .isInstanceOf(Problem.NotFound.class);
    }
}
