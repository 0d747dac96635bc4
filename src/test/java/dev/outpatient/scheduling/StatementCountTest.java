package dev.outpatient.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.ClinicFixture;
import dev.outpatient.Engine;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** More of the same asks the database no more often. */
class StatementCountTest {

    private final ServerReads reads = new ServerReads();
    private final ClinicFixture clinic = new ClinicFixture(Engine.MARIADB.program());
    private final Booking booking = Engine.MARIADB.bean(Booking.class);
    private final SeriesBooking series = Engine.MARIADB.bean(SeriesBooking.class);
    private final Closures closures = Engine.MARIADB.bean(Closures.class);
    private final Conflicts conflicts = Engine.MARIADB.bean(Conflicts.class);
    private final OfficeId office = clinic.office(ClinicFixture.BOSTON);
    private final DoctorId doctor = clinic.alwaysWorking(office, 30);

    /** Four rows are written for each visit: itself, two of the calendar and its log record. Nothing is read. */
    @Test
    void aSeriesReadsTheScheduleOnce() {
        long few = reads.statements(() -> book(3, 2));
        long many = reads.statements(() -> book(23, 9));
        assertThat((many - few) / 20.0).as("statements for each visit").isLessThan(4.5);
    }

    @Test
    void theConflictsOfAnOfficeAreReadAtOnce() {
        close(2);
        long few = reads.statements(() -> conflicts.ofOffice(Actor.OPERATOR, office));
        close(12);
        long many = reads.statements(() -> conflicts.ofOffice(Actor.OPERATOR, office));
        assertThat(many).isEqualTo(few);
        Actor patient = Actor.of(clinic.patient());
        closures.list(office, null, null).forEach(closure -> closures.remove(Actor.OPERATOR, office, closure.id()));
        booking.book(patient, new BookingRequest(doctor, office, at(4, 23), null, null), null);
        booking.book(patient, new BookingRequest(doctor, office, at(5, 0), null, null), null);
        booking.book(patient, new BookingRequest(doctor, office, at(6, 0), null, null), null);
        closures.enter(Actor.OPERATOR, office, List.of(day(5), day(9)));
        assertThat(conflicts.ofOffice(Actor.OPERATOR, office))
                .extracting(conflict -> conflict.view().appointment().time().start())
                .containsExactly(at(5, 0));
    }

    @Test
    void untilWhenIsAskedOnceForAll() {
        Actor patient = Actor.of(clinic.patient());
        List<Appointment> booked = IntStream.range(2, 8)
                .mapToObj(i -> booking.book(patient, new BookingRequest(doctor, office, at(i, 10), null, null), null)
                        .appointment())
                .toList();
        assertThat(reads.statements(() -> booking.changeableUntil(patient, booked)))
                .isEqualTo(reads.statements(() -> booking.changeableUntil(patient, booked.getFirst())));
    }

    /** Where nobody is free on the day that was asked for, the home page looks again. */
    @Test
    void twoSearchesOfAPageReadTheSameOnce() {
        SlotSearch search = Engine.MARIADB.bean(SlotSearch.class);
        SlotFilter all = SlotFilter.of(doctor);
        Runnable first =
                () -> assertThat(search.nextFor(List.of(doctor), all, 1)).hasSize(1);
        Runnable both = () -> {
            first.run();
            assertThat(search.nextFor(List.of(doctor), all, 4).get(doctor)).hasSize(4);
        };
        duringGet(both);
        long once = reads.statements(() -> duringGet(first));
        assertThat(reads.statements(() -> duringGet(both))).isEqualTo(once);
        assertThat(reads.statements(both::run)).as("outside of a page").isGreaterThan(once);
    }

    private static void duringGet(Runnable page) {
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest("GET", "/")));
        try {
            page.run();
        } finally {
            RequestContextHolder.resetRequestAttributes();
        }
    }

    private void book(int visits, int hour) {
        Series booked = series.book(
                Actor.OPERATOR,
                new SeriesRequest(doctor, office, clinic.patient(), at(2, hour), 1, visits, null),
                null);
        assertThat(booked.visits()).allMatch(visit -> visit.refusal() == null);
    }

    private void close(int days) {
        closures.enter(
                Actor.OPERATOR,
                office,
                IntStream.range(2, 2 + days).mapToObj(StatementCountTest::day).toList());
    }

    private static Closures.Day day(int ahead) {
        return new Closures.Day(LocalDate.now(ClinicFixture.BOSTON).plusDays(ahead), "Closed");
    }

    private static Instant at(int ahead, int hour) {
        return LocalDate.now(ClinicFixture.BOSTON)
                .plusDays(ahead)
                .atTime(hour, 0)
                .atZone(ClinicFixture.BOSTON)
                .toInstant();
    }
}
