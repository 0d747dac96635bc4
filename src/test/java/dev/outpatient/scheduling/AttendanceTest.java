package dev.outpatient.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outpatient.ClinicFixture;
import dev.outpatient.Engine;
import dev.outpatient.OnEachEngine;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A slip of the finger is taken back, and nothing but a slip. */
@OnEachEngine
class AttendanceTest {

    private final Engine engine;
    private final Attendance attendance;
    private final OfficeId office;
    private final DoctorId doctor;
    private final AppointmentId visit;
    private final Actor own;

    AttendanceTest(Engine engine) {
        this.engine = engine;
        this.attendance = engine.bean(Attendance.class);
        ClinicFixture clinic = new ClinicFixture(engine.program());
        this.office = clinic.office(ClinicFixture.BOSTON);
        this.doctor = clinic.doctor(office);
        this.own = Actor.of(doctor);
        Instant hourAgo = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofHours(1));
        this.visit = switch (engine.bean(VisitRecords.class)
                .record(
                        Actor.OPERATOR,
                        List.of(new Visit(
                                clinic.patient(),
                                doctor,
                                office,
                                ClinicFixture.BOSTON,
                                hourAgo,
                                Duration.ofMinutes(30),
                                AppointmentStatus.SCHEDULED,
                                null,
                                null)))
                .getFirst()) {
            case VisitRecords.Outcome.Taken taken -> taken.id();
            case VisitRecords.Outcome.DoctorBusy busy -> throw new AssertionError(busy);
            case VisitRecords.Outcome.PatientBusy busy -> throw new AssertionError(busy);
        };
    }

    @Test
    void completedByMistakeItGoesOn() {
        Appointment arrived = attendance.arrive(own, visit, null).appointment();
        Appointment completed = attendance.complete(own, visit, null).appointment();
        Appointment after = attendance.undo(own, visit, completed.version()).appointment();
        assertThat(after.status()).isEqualTo(AppointmentStatus.SCHEDULED);
        assertThat(after.arrivedAt()).isEqualTo(arrived.arrivedAt());
        assertThat(attendance.undo(own, visit, after.version()).appointment().arrivedAt())
                .isNull();
        assertThat(attendance.complete(own, visit, null).appointment().status()).isEqualTo(AppointmentStatus.COMPLETED);
    }

    @Test
    void whatHappenedMeanwhileStands() {
        int arrived = attendance.arrive(own, visit, null).appointment().version();
        attendance.complete(own, visit, null);
        assertThatThrownBy(() -> attendance.undo(own, visit, arrived)).isInstanceOf(Problem.Stale.class);
    }

    @Test
    void whatIsLongerAgoStands() {
        int completed = attendance.complete(own, visit, null).appointment().version();
        JdbcClient jdbc = engine.bean(JdbcClient.class);
        jdbc.sql("UPDATE appointment SET updated_at = ? WHERE id = ?")
                .params(LocalDateTime.now(ZoneOffset.UTC).minusMinutes(11), visit.value())
                .update();
        assertThatThrownBy(() -> attendance.undo(own, visit, completed)).isInstanceOf(InvalidTransition.class);
        jdbc.sql("UPDATE appointment SET updated_at = ? WHERE id = ?")
                .params(LocalDateTime.now(ZoneOffset.UTC).minusMinutes(9), visit.value())
                .update();
        assertThat(attendance.undo(own, visit, completed).appointment().status())
                .isEqualTo(AppointmentStatus.SCHEDULED);
    }

    /** Else one who was taken for another could only be written down as seen. */
    @Test
    void whoIsNotHereAfterAllDidNotCome() {
        attendance.arrive(own, visit, null);
        engine.bean(JdbcClient.class)
                .sql("UPDATE appointment SET arrived_at = ?, updated_at = arrived_at WHERE id = ?")
                .params(LocalDateTime.now(ZoneOffset.UTC).minusHours(2), visit.value())
                .update();
        assertThat(attendance.undo(own, visit, null).appointment().arrivedAt()).isNull();
        assertThat(attendance.noShow(own, visit, null).appointment().isNoShow()).isTrue();
    }

    @Test
    void whoDidNotComeDidNotCome() {
        int missed = attendance.noShow(own, visit, null).appointment().version();
        assertThatThrownBy(() -> attendance.undo(own, visit, missed)).isInstanceOf(InvalidTransition.class);
    }

    @Test
    void anotherDoctorFindsNothing() {
        int completed = attendance.complete(own, visit, null).appointment().version();
        DoctorId other = new ClinicFixture(engine.program()).doctor(office);
        assertThatThrownBy(() -> attendance.undo(Actor.of(other), visit, completed))
                .isInstanceOf(Problem.NotFound.class);
    }
}
