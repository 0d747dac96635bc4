package dev.outpatient.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.ClinicFixture;
import dev.outpatient.Engine;
import dev.outpatient.scheduling.AppointmentFilter.Order;
import dev.outpatient.scheduling.AppointmentFilter.When;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Page;
import dev.outpatient.shared.PatientId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the lists of a doctor and of a patient with a long past read of it, as MariaDB counts. */
class AppointmentListsTest {

    private static final int VISITS = 4000;
    private static final int LIMIT = 20;

    /** Rows of four tables for each line, and what an index reads beyond; the past has ten times as many. */
    private static final long FEW = 400;

    private final ServerReads reads = new ServerReads();
    private final ClinicFixture clinic = new ClinicFixture(Engine.MARIADB.program());
    private final Appointments appointments = Engine.MARIADB.bean(Appointments.class);
    private final VisitRecords records = Engine.MARIADB.bean(VisitRecords.class);
    private final Booking booking = Engine.MARIADB.bean(Booking.class);
    private final JdbcClient jdbc = Engine.MARIADB.bean(JdbcClient.class);

    private final OfficeId office = clinic.office(ClinicFixture.BOSTON);
    private final DoctorId doctor = clinic.alwaysWorking(office, 30);
    private final PatientId patient = clinic.patient();
    private final Instant next = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(2));

    /** Eleven years of it, three visits ahead and one that was called off. */
    @BeforeEach
    void aLongPast() {
        List<Visit> visits = new ArrayList<>();
        for (int i = 0; i < VISITS; i++) {
            Instant start = next.minus(Duration.ofDays(i + 3L));
            visits.add(visit(start, AppointmentStatus.COMPLETED));
        }
        for (int from = 0; from < VISITS; from += 200) {
            records.record(Actor.OPERATOR, visits.subList(from, from + 200));
        }
        for (int i = 0; i < 3; i++) {
            book(i);
        }
        booking.cancel(Actor.of(patient), book(5), null, null);
        jdbc.sql("ANALYZE TABLE appointment, patient").query(row -> {});
    }

    @Test
    void noListReadsTheWholePast() {
        LocalDate day = LocalDate.ofInstant(next.minus(Duration.ofDays(2000)), ClinicFixture.BOSTON);
        for (Actor actor : List.of(Actor.of(patient), Actor.of(doctor), Actor.OPERATOR)) {
            for (When when : new When[] {null, When.UPCOMING, When.PAST}) {
                readsFew(actor, new AppointmentFilter(when, null, null, null, null));
            }
            for (When when : new When[] {null, When.UPCOMING, When.PAST}) {
                for (Order order : List.of(Order.SOONEST, Order.LATEST)) {
                    readsFew(actor, new AppointmentFilter(when, null, null, null, null, null, order));
                }
            }
            readsFew(actor, new AppointmentFilter(null, null, day, null, null));
            readsFew(actor, new AppointmentFilter(null, null, day, doctor, null));
        }
        for (When when : new When[] {null, When.UPCOMING, When.PAST}) {
            for (LocalDate to : Arrays.asList(null, day.plusDays(7))) {
                readsFew(
                        Actor.OPERATOR,
                        new AppointmentFilter(when, null, null, day, to, null, office, null, null, null));
            }
            readsFew(
                    Actor.OPERATOR,
                    new AppointmentFilter(when, null, null, null, null, null, office, null, null, null));
        }
        // Nobody has so many visits of one's own that those of one status need an index.
        for (Actor actor : List.of(Actor.of(doctor), Actor.OPERATOR)) {
            for (When when : new When[] {null, When.UPCOMING, When.PAST}) {
                for (AppointmentStatus status : AppointmentStatus.values()) {
                    readsFew(actor, new AppointmentFilter(when, status, null, null, null));
                }
            }
        }
        assertThat(reads.rows(() -> appointments.ofPatient(Actor.OPERATOR, patient, LIMIT)))
                .as("the record of a patient")
                .isLessThan(FEW);
        assertThat(reads.rows(() -> appointments.daySheet(Actor.of(doctor), day)))
                .as("the sheet of one day")
                .isLessThan(FEW);
    }

    /** A large clinic has as many visits in a month as a small one in years. */
    @Test
    void whatIsAheadIsFoundWithoutReadingTheLastMonth() {
        List<Visit> month = new ArrayList<>();
        Instant noon = next.minus(Duration.ofHours(12));
        for (int day = 5; day < 30; day++) {
            for (int half = 0; half < 20; half++) {
                month.add(visit(
                        noon.minus(Duration.ofDays(day)).plus(Duration.ofMinutes(30L * half)),
                        AppointmentStatus.COMPLETED));
            }
        }
        records.record(Actor.OPERATOR, month);
        for (Actor actor : List.of(Actor.of(patient), Actor.of(doctor), Actor.OPERATOR)) {
            readsFew(actor, new AppointmentFilter(When.UPCOMING, null, null, null, null));
            readsFew(actor, new AppointmentFilter(When.PAST, null, null, null, null));
        }
    }

    /** As an import may have it: none is lost between what is ahead and what is past. */
    @Test
    void aVisitOfDaysThatGoesOnIsPastAfterADay() {
        PatientId longStaying = clinic.patient();
        Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS);
        Instant earlier = now.minus(Duration.ofDays(2));
        Instant justNow = now.minus(Duration.ofHours(1));
        records.record(
                Actor.OPERATOR,
                List.of(
                        stay(longStaying, clinic.doctor(office), earlier),
                        stay(clinic.patient(), clinic.doctor(office), justNow)));
        assertThat(starts(Actor.of(longStaying), When.PAST)).containsExactly(earlier);
        assertThat(starts(Actor.of(longStaying), When.UPCOMING)).isEmpty();
        assertThat(starts(Actor.OPERATOR, When.UPCOMING)).contains(justNow).doesNotContain(earlier);
    }

    private Visit stay(PatientId who, DoctorId with, Instant start) {
        return new Visit(
                who,
                with,
                office,
                ClinicFixture.BOSTON,
                start,
                Duration.ofDays(7),
                AppointmentStatus.COMPLETED,
                null,
                null);
    }

    @Test
    void theListsAreInOrder() {
        Actor actor = Actor.of(patient);
        assertThat(starts(actor, When.UPCOMING)).containsExactly(next, at(1), at(2));
        assertThat(starts(actor, When.PAST))
                .hasSize(LIMIT)
                .startsWith(at(5), next.minus(Duration.ofDays(3)), next.minus(Duration.ofDays(4)));
        // Through the seam between those called off ahead and those that are over.
        List<Instant> paged = new ArrayList<>();
        String after = null;
        for (int i = 0; i < 3; i++) {
            var page = appointments.search(actor, new AppointmentFilter(When.PAST, null, null, null, null), after, 1);
            page.items().forEach(view -> paged.add(view.appointment().time().start()));
            after = page.next();
        }
        assertThat(paged).containsExactly(at(5), next.minus(Duration.ofDays(3)), next.minus(Duration.ofDays(4)));
    }

    @Test
    void theOtherOrderIsTheSameListFromItsEnd() {
        Actor actor = Actor.of(patient);
        for (When when : new When[] {null, When.UPCOMING, When.PAST}) {
            List<Instant> soonest =
                    walk(actor, new AppointmentFilter(when, null, null, null, null, null, Order.SOONEST));
            List<Instant> latest = walk(actor, new AppointmentFilter(when, null, null, null, null, null, Order.LATEST));
            assertThat(soonest).as("%s", when).isSorted().isEqualTo(latest.reversed());
            assertThat(soonest).hasSize(when == null ? VISITS + 4 : when == When.PAST ? VISITS + 1 : 3);
        }
    }

    /** All of it, page by page. */
    private List<Instant> walk(Actor actor, AppointmentFilter filter) {
        List<Instant> starts = new ArrayList<>();
        String after = null;
        do {
            Page<AppointmentView> page = appointments.search(actor, filter, after, Page.MAX_LIMIT);
            page.items().forEach(view -> starts.add(view.appointment().time().start()));
            after = page.next();
        } while (after != null);
        return starts;
    }

    /** A patient of years ago is found among the many visits of one who came since. */
    @Test
    void aDoctorFindsAPatientOfLongAgo() {
        PatientId once = clinic.patient();
        records.record(
                Actor.OPERATOR,
                List.of(new Visit(
                        once,
                        doctor,
                        office,
                        ClinicFixture.BOSTON,
                        next.minus(Duration.ofDays(VISITS + 100L)),
                        Duration.ofMinutes(30),
                        AppointmentStatus.COMPLETED,
                        null,
                        null)));
        assertThat(appointments.patientsNamed(Actor.of(doctor), "pat", 8)).containsExactly(patient, once);
        assertThat(appointments.patientsNamed(Actor.of(clinic.doctor(office)), "pat", 8))
                .isEmpty();
        assertThat(appointments.patientsNamed(Actor.of(doctor), "p_t", 8)).isEmpty();
    }

    private void readsFew(Actor actor, AppointmentFilter filter) {
        assertThat(reads.rows(() -> appointments.search(actor, filter, null, LIMIT)))
                .as("rows read for %s and %s", actor, filter)
                .isLessThan(FEW);
    }

    private List<Instant> starts(Actor actor, When when) {
        return appointments
                .search(actor, new AppointmentFilter(when, null, null, null, null), null, LIMIT)
                .items()
                .stream()
                .map(view -> view.appointment().time().start())
                .toList();
    }

    private Instant at(int day) {
        return next.plus(Duration.ofDays(day));
    }

    private AppointmentId book(int day) {
        return booking.book(Actor.of(patient), new BookingRequest(doctor, office, at(day), null, null), null)
                .appointment()
                .id();
    }

    private Visit visit(Instant start, AppointmentStatus status) {
        return new Visit(
                patient, doctor, office, ClinicFixture.BOSTON, start, Duration.ofMinutes(30), status, null, null);
    }
}
