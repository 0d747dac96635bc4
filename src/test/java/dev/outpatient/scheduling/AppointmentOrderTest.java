package dev.outpatient.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outpatient.ClinicFixture;
import dev.outpatient.Engine;
import dev.outpatient.OnEachEngine;
import dev.outpatient.scheduling.AppointmentFilter.Column;
import dev.outpatient.scheduling.AppointmentFilter.Order;
import dev.outpatient.scheduling.AppointmentFilter.When;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Page;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The list of all appointments in each of its orders, leafed through in small pages. */
@OnEachEngine
class AppointmentOrderTest {

    private final ClinicFixture clinic;
    private final Appointments appointments;
    private final VisitRecords records;
    private final JdbcClient jdbc;

    /** What only the visits of one run have in the names of their patients. */
    private final String tag = "t" + UUID.randomUUID().toString().substring(0, 8);

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS);

    AppointmentOrderTest(Engine engine) {
        clinic = new ClinicFixture(engine.program());
        appointments = engine.bean(Appointments.class);
        records = engine.bean(VisitRecords.class);
        jdbc = engine.bean(JdbcClient.class);
    }

    /** Two doctors of one name, in two offices, each with visits of three patients, some at the same time; past and ahead. */
    @BeforeEach
    void visits() {
        OfficeId north = clinic.office(ClinicFixture.BOSTON);
        OfficeId south = clinic.office(ClinicFixture.BOSTON);
        List<DoctorId> doctors =
                List.of(clinic.doctor(north, south), clinic.doctor(north, south), clinic.doctor(south));
        jdbc.sql("UPDATE doctor SET name = 'Zoe Zahn' WHERE id = ?")
                .param(doctors.getLast().value())
                .update();
        List<PatientId> patients = clinic.patients(4);
        for (int i = 0; i < 4; i++) {
            // Two of them are called the same.
            jdbc.sql("UPDATE patient SET name = ? WHERE id = ?")
                    .params(
                            List.of("Cleo", "Abe", "Bo", "Abe").get(i) + " " + tag,
                            patients.get(i).value())
                    .update();
        }
        List<Visit> visits = new ArrayList<>();
        for (int day = -3; day <= 3; day++) {
            for (int d = 0; d < 3; d++) {
                if (day != 0) {
                    visits.add(new Visit(
                            patients.get((day + 3 + d) % 4),
                            doctors.get(d),
                            d == 0 ? north : south,
                            ClinicFixture.BOSTON,
                            now.plus(Duration.ofDays(day)),
                            Duration.ofMinutes(30),
                            (day + d) % 2 == 0
                                    ? AppointmentStatus.CANCELLED
                                    : day < 0 ? AppointmentStatus.COMPLETED : AppointmentStatus.SCHEDULED,
                            null,
                            null));
                }
            }
        }
        records.record(Actor.OPERATOR, visits);
    }

    @Test
    void eachOrderIsKeptFromPageToPage() {
        for (When when : new When[] {null, When.PAST, When.UPCOMING}) {
            for (AppointmentStatus status :
                    new AppointmentStatus[] {null, AppointmentStatus.CANCELLED, AppointmentStatus.COMPLETED}) {
                List<AppointmentView> all = walk(filter(when, status, Order.SOONEST), 100);
                for (Order order : Order.values()) {
                    assertThat(ids(walk(filter(when, status, order), 2)))
                            .as("%s, %s by %s", when, status, order)
                            .isEqualTo(ids(all.stream().sorted(sorted(order)).toList()));
                }
            }
        }
        assertThat(walk(filter(null, null, Order.PATIENT), 2)).hasSize(18);
    }

    /** Nobody is skipped or shown again when the last one of a page changes before the next page is asked for. */
    @Test
    void theNextPageGoesOnWhereTheLastOneEnded() {
        for (Order order : List.of(Order.STATUS, Order.STATUS_DOWN)) {
            Page<AppointmentView> first = appointments.search(Actor.OPERATOR, filter(null, null, order), null, 4);
            List<AppointmentId> rest = ids(walk(filter(null, null, order), 100)).subList(4, 18);
            AppointmentView last = first.items().getLast();
            String before = last.appointment().status().word();
            String other = before.equals("completed") ? "scheduled" : "completed";
            status(last, other);
            assertThat(
                            ids(appointments
                                            .search(Actor.OPERATOR, filter(null, null, order), first.next(), 100)
                                            .items())
                                    .stream()
                                    .filter(id -> !id.equals(last.appointment().id())))
                    .as("%s", order)
                    .isEqualTo(rest);
            status(last, before);
        }
    }

    private void status(AppointmentView view, String word) {
        jdbc.sql("UPDATE appointment SET status = ? WHERE id = ?")
                .params(word, view.appointment().id().value())
                .update();
    }

    @Test
    void aCursorOfAnotherOrderIsNone() {
        String byTime = appointments
                .search(Actor.OPERATOR, filter(null, null, Order.SOONEST), null, 2)
                .next();
        for (String after : List.of(String.valueOf(byTime), "1-2-", "1-2-no name", "1-2-abc", "x")) {
            assertThatThrownBy(() -> appointments.search(Actor.OPERATOR, filter(null, null, Order.PATIENT), after, 2))
                    .as(after)
                    .isInstanceOf(Problem.Invalid.class);
        }
        assertThatThrownBy(() -> appointments.search(Actor.OPERATOR, filter(null, null, Order.SOONEST), "1-2-", 2))
                .isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void theFileIsSortedAsTheListIs() {
        AppointmentFilter filter = filter(null, null, Order.OFFICE_DOWN);
        assertThat(ids(appointments.export(Actor.OPERATOR, filter))).isEqualTo(ids(walk(filter, 100)));
    }

    /** A page of theirs could be made to begin at another's visit, and would tell before or after which name that stands. */
    @Test
    void onlyAdminsSortByNames() {
        for (Actor actor : List.of(Actor.of(clinic.patient()), Actor.of(clinic.doctor()))) {
            for (Order order : Order.values()) {
                if (!order.isByTime()) {
                    assertThatThrownBy(() -> appointments.search(actor, filter(null, null, order), null, 20))
                            .isInstanceOf(Problem.Forbidden.class);
                }
            }
        }
    }

    @Test
    void eachColumnHasTwoOrders() {
        assertThat(Arrays.stream(Column.values())
                        .flatMap(column -> List.of(Order.of(column, false), Order.of(column, true)).stream()))
                .containsExactly(Order.values());
    }

    private AppointmentFilter filter(@Nullable When when, @Nullable AppointmentStatus status, Order order) {
        return new AppointmentFilter(when, status, null, null, null, tag, order);
    }

    private List<AppointmentView> walk(AppointmentFilter filter, int rows) {
        List<AppointmentView> all = new ArrayList<>();
        String after = null;
        do {
            Page<AppointmentView> page = appointments.search(Actor.OPERATOR, filter, after, rows);
            all.addAll(page.items());
            after = page.next();
        } while (after != null);
        return all;
    }

    private static Comparator<AppointmentView> sorted(Order order) {
        Comparator<AppointmentView> soonest = Comparator.comparing(AppointmentView::startsAt)
                .thenComparing(view -> view.appointment().id().value());
        if (order.isByTime()) {
            return order.isDescending() ? soonest.reversed() : soonest;
        }
        Comparator<AppointmentView> column = Comparator.comparing(view -> switch (order.column()) {
            case PATIENT -> view.patientName();
            case DOCTOR -> view.doctor().name();
            case OFFICE -> view.office().name();
            case STATUS -> view.appointment().status().word();
            case WHEN -> throw new AssertionError();
        });
        return (order.isDescending() ? column.reversed() : column).thenComparing(soonest);
    }

    private static List<AppointmentId> ids(List<AppointmentView> views) {
        return views.stream().map(view -> view.appointment().id()).toList();
    }
}
