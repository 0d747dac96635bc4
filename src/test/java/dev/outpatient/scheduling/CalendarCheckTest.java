package dev.outpatient.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.ClinicFixture;
import dev.outpatient.Engine;
import dev.outpatient.OnEachEngine;
import dev.outpatient.scheduling.BusyDays.Owner;
import dev.outpatient.scheduling.CalendarCheck.Result;
import dev.outpatient.scheduling.CalendarCheck.Scope;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the check finds, and leaves alone, and repairs. */
@OnEachEngine
class CalendarCheckTest {

    private static final LocalDate DAY = LocalDate.now(ZoneOffset.UTC).plusDays(3);

    private final ClinicFixture clinic;
    private final Booking booking;
    private final CalendarCheck check;
    private final JdbcClient jdbc;

    private OfficeId office = new OfficeId(0);
    private DoctorId doctor = new DoctorId(0);
    private List<PatientId> patients = List.of();

    CalendarCheckTest(Engine engine) {
        this.clinic = new ClinicFixture(engine.program());
        this.booking = engine.bean(Booking.class);
        this.check = engine.bean(CalendarCheck.class);
        this.jdbc = engine.bean(JdbcClient.class);
    }

    @BeforeEach
    void people() {
        // The day there begins at 02:00 in UTC, and the visit at 23:40 goes past midnight.
        office = clinic.office(ZoneId.of("Etc/GMT+2"));
        doctor = clinic.alwaysWorking(office, 50);
        patients = clinic.patients(3);
    }

    @Test
    void agreesAfterRandomSteps() {
        Random random = new Random(7);
        List<Appointment> standing = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            int step = standing.isEmpty() ? 0 : random.nextInt(3);
            Instant time = at(2 + 24 * random.nextInt(2), 50 * random.nextInt(28));
            Appointment one = step == 0 ? null : standing.get(random.nextInt(standing.size()));
            try {
                if (one == null) {
                    standing.add(book(patients.get(random.nextInt(3)), time));
                } else if (step == 1) {
                    standing.remove(one);
                    booking.cancel(Actor.OPERATOR, one.id(), null, null);
                } else {
                    booking.move(Actor.OPERATOR, one.id(), time, null, null);
                }
            } catch (Problem e) {
                // Taken, or the patient is busy: nothing may have changed.
            }
        }
        List<String> found = new ArrayList<>();
        Result result = run(false, found);
        assertThat(found).isEmpty();
        assertThat(result.agrees()).isTrue();
        assertThat(result.appointments()).isEqualTo(standing.size()).isPositive();
    }

    @Test
    void findsAndRepairsTicks() {
        book(patients.getFirst(), at(12, 0));
        byte[] busy = new byte[BusyDays.BYTES];
        busy[0] = 0b110;
        write(Owner.of(doctor), DAY, busy);
        String line = "doctor " + doctor + ", " + DAY
                + ": busy without an appointment 00:05 to 00:15; an appointment but not busy 12:00 to 12:50";
        assertThat(found(false)).containsExactly(line);
        assertThat(found(true)).containsExactly(line + "; repaired");
        assertThat(found(false)).isEmpty();
    }

    @Test
    void findsAndRepairsARowThatIsMissing() {
        PatientId patient = patients.getFirst();
        book(patient, at(12, 0));
        delete(Owner.of(patient), DAY);
        String line = "patient " + patient + ", " + DAY + ": an appointment but not busy 12:00 to 12:50";
        assertThat(found(false)).containsExactly(line);
        assertThat(exists(Owner.of(patient), DAY)).as("looking writes nothing").isFalse();
        assertThat(found(true)).containsExactly(line + "; repaired");
        assertThat(found(false)).isEmpty();
    }

    @Test
    void findsAndRepairsARowTooMany() {
        byte[] busy = new byte[BusyDays.BYTES];
        busy[BusyDays.BYTES - 1] = (byte) 0x80;
        delete(Owner.of(doctor), DAY.plusDays(1));
        jdbc.sql("INSERT INTO calendar_day (owner_kind, day, owner_id, busy) VALUES (2, ?, ?, ?)")
                .params(DAY.plusDays(1), doctor.value(), busy)
                .update();
        String line = "doctor " + doctor + ", " + DAY.plusDays(1) + ": busy without an appointment 23:55 to 24:00";
        assertThat(found(true)).containsExactly(line + "; repaired");
        assertThat(found(false)).isEmpty();
    }

    @Test
    void findsAppointmentsThatOverlapButLeavesThemAlone() {
        Appointment one = book(patients.getFirst(), at(12, 0));
        Appointment other = book(patients.getLast(), at(14, 30));
        jdbc.sql("UPDATE appointment SET starts_at = ?, ends_at = ? WHERE id = ?")
                .params(DAY.atTime(12, 30), DAY.atTime(13, 20), other.id().value())
                .update();
        String overlap = "appointments %s (%s to %s) and %s (%s to %s) overlap"
                .formatted(one.id(), at(12, 0), at(12, 50), other.id(), at(12, 30), at(13, 20));
        assertThat(found(true))
                .containsExactlyInAnyOrder(
                        "doctor " + doctor + ", " + DAY + ": " + overlap,
                        "doctor " + doctor + ", " + DAY
                                + ": busy without an appointment 14:30 to 15:20; an appointment but not busy 12:50 to 13:20"
                                + "; repaired",
                        "patient " + patients.getLast() + ", " + DAY
                                + ": busy without an appointment 14:30 to 15:20; an appointment but not busy 12:30 to 13:20"
                                + "; repaired");
        List<String> found = new ArrayList<>();
        assertThat(run(true, found).agrees()).isFalse();
        assertThat(found).containsExactly("doctor " + doctor + ", " + DAY + ": " + overlap);
        jdbc.sql("DELETE FROM appointment WHERE id = ?")
                .param(other.id().value())
                .update();
        run(true, found);
    }

    @Test
    void looksAtTheDaysAskedForAlone() {
        book(patients.getFirst(), at(23, 40));
        delete(Owner.of(doctor), DAY);
        List<String> found = new ArrayList<>();
        check.run(
                new Scope(DAY.plusDays(1), DAY.plusDays(1), owners()),
                false,
                d -> found.add(d.toString()),
                (d, r) -> {});
        assertThat(found).isEmpty();
        delete(Owner.of(doctor), DAY.plusDays(1));
        check.run(
                new Scope(DAY.plusDays(1), DAY.plusDays(1), owners()),
                false,
                d -> found.add(d.toString()),
                (d, r) -> {});
        assertThat(found)
                .singleElement()
                .asString()
                .startsWith(
                        "doctor " + doctor + ", " + DAY.plusDays(1) + ": an appointment but not busy 00:00 to 00:30");
        assertThat(found(true)).hasSize(2);
    }

    private Appointment book(PatientId patient, Instant start) {
        return booking.book(Actor.OPERATOR, new BookingRequest(doctor, office, start, null, patient), null)
                .appointment();
    }

    private List<String> found(boolean repair) {
        List<String> found = new ArrayList<>();
        run(repair, found);
        return found;
    }

    private Result run(boolean repair, List<String> found) {
        return check.run(
                new Scope(DAY.minusDays(1), DAY.plusDays(3), owners()),
                repair,
                difference -> found.add(difference.toString()),
                (day, soFar) -> {});
    }

    private Set<Owner> owners() {
        Set<Owner> owners = new HashSet<>();
        owners.add(Owner.of(doctor));
        patients.forEach(patient -> owners.add(Owner.of(patient)));
        return owners;
    }

    private void write(Owner owner, LocalDate day, byte[] busy) {
        jdbc.sql("UPDATE calendar_day SET busy = ? WHERE owner_kind = ? AND day = ? AND owner_id = ?")
                .params(busy, owner.kind().code, day, owner.id())
                .update();
    }

    private void delete(Owner owner, LocalDate day) {
        jdbc.sql("DELETE FROM calendar_day WHERE owner_kind = ? AND day = ? AND owner_id = ?")
                .params(owner.kind().code, day, owner.id())
                .update();
    }

    private boolean exists(Owner owner, LocalDate day) {
        return jdbc.sql("SELECT COUNT(*) FROM calendar_day WHERE owner_kind = ? AND day = ? AND owner_id = ?")
                        .params(owner.kind().code, day, owner.id())
                        .query(Integer.class)
                        .single()
                == 1;
    }

    private static Instant at(int hour, int minute) {
        return DAY.atStartOfDay().plusHours(hour).plusMinutes(minute).toInstant(ZoneOffset.UTC);
    }
}
