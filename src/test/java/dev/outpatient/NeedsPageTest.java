package dev.outpatient;

import static dev.outpatient.PageClient.location;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outpatient.directory.Directory;
import dev.outpatient.scheduling.Booking;
import dev.outpatient.scheduling.BookingRequest;
import dev.outpatient.scheduling.Closures;
import dev.outpatient.scheduling.Conflicts;
import dev.outpatient.scheduling.Conflicts.Several;
import dev.outpatient.scheduling.ExplainedTime.Reason;
import dev.outpatient.scheduling.TimeOffs;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an admin is told waits: appointments that a closed day or a time off came upon, messages that were not sent. */
@OnEachEngine
class NeedsPageTest {

    private final Engine engine;
    private final ClinicFixture clinic;
    private final OfficeId office;
    private final DoctorId doctor;
    private final PatientId patient;
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofDays(3));

    NeedsPageTest(Engine engine) {
        this.engine = engine;
        this.clinic = new ClinicFixture(engine.program());
        this.office = clinic.office(ClinicFixture.BOSTON);
        this.doctor = clinic.alwaysWorking(office, 30);
        this.patient = clinic.patient();
        engine.bean(Booking.class).book(Actor.of(patient), new BookingRequest(doctor, office, start, null, null), null);
    }

    @Test
    void appointmentsOnAClosedDayAreCountedByOffice() {
        assertThat(of(Reason.CLOSURE, office.value())).isEmpty();
        LocalDate day = LocalDate.ofInstant(start, ClinicFixture.BOSTON);
        engine.bean(Closures.class).enter(Actor.OPERATOR, office, List.of(new Closures.Day(day, "Flood")));
        assertThat(of(Reason.CLOSURE, office.value())).singleElement().satisfies(found -> {
            assertThat(found.appointments()).isOne();
            assertThat(found.name())
                    .isEqualTo(engine.bean(Directory.class).getOffice(office).name());
        });
    }

    @Test
    void appointmentsInTimeOffAreCountedOnceByDoctor() {
        engine.bean(TimeOffs.class)
                .enter(Actor.of(doctor), doctor, start.minusSeconds(3600), start.plusSeconds(900), null, null);
        engine.bean(TimeOffs.class)
                .enter(Actor.of(doctor), doctor, start.plusSeconds(900), start.plusSeconds(7200), null, null);
        assertThat(of(Reason.TIME_OFF, doctor.value()))
                .extracting(Several::appointments)
                .containsExactly(1L);
    }

    @Test
    void thePageLeadsToEachAndIsForAdmins() {
        engine.bean(TimeOffs.class).enter(Actor.of(doctor), doctor, start, start.plusSeconds(3600), null, null);
        try (PageClient admin = new PageClient(engine.url())) {
            location(admin.submit("/sign-in", Map.of("email", clinic.admin(), "password", ClinicFixture.PASSWORD)));
            assertThat(admin.get("/admin/needs").body()).contains("#conflicts\"");
            assertThat(admin.get("/admin").body()).contains("href=\"/admin/needs\"", "How full the");
        }
        assertThatThrownBy(() -> engine.bean(Conflicts.class).soon(Actor.of(patient)))
                .isInstanceOf(Problem.Forbidden.class);
    }

    @Test
    void whatIsLeftOutOfTheListIsOnThePageOfAll() {
        LocalDate day = LocalDate.ofInstant(start, ClinicFixture.BOSTON);
        List<OfficeId> closed = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            OfficeId one = clinic.office(ClinicFixture.BOSTON);
            DoctorId there = clinic.alwaysWorking(one, 30);
            engine.bean(Booking.class)
                    .book(Actor.of(clinic.patient()), new BookingRequest(there, one, start, null, null), null);
            engine.bean(Closures.class).enter(Actor.OPERATOR, one, List.of(new Closures.Day(day, "Flood")));
            closed.add(one);
        }
        try (PageClient admin = new PageClient(engine.url())) {
            location(admin.submit("/sign-in", Map.of("email", clinic.admin(), "password", ClinicFixture.PASSWORD)));
            assertThat(admin.get("/admin/needs").body()).contains("/admin/needs?all=true");
            assertThat(admin.get("/admin/needs?all=true").body())
                    .contains(closed.stream()
                            .map(one -> "/admin/offices/" + one + "#conflicts")
                            .toList())
                    .doesNotContain("/admin/needs?all=true");
        }
    }

    private List<Several> of(Reason reason, long id) {
        return engine.bean(Conflicts.class).soon(Actor.OPERATOR).stream()
                .filter(found -> found.reason() == reason && found.id() == id)
                .toList();
    }
}
