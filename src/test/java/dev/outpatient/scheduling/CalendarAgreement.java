package dev.outpatient.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.scheduling.BusyDays.Owner;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.TimeRange;
import dev.outpatient.shared.UtcTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Recomputes the bitmaps of a doctor or a patient from the appointments. */
final class CalendarAgreement {

    private final JdbcClient jdbc;

    CalendarAgreement(ApplicationContext program) {
        this.jdbc = program.getBean(JdbcClient.class);
    }

    void calendarAgreesWithAppointments(DoctorId doctor) {
        calendarAgreesWithAppointments(Owner.of(doctor), "doctor_id");
    }

    void calendarAgreesWithAppointments(PatientId patient) {
        calendarAgreesWithAppointments(Owner.of(patient), "patient_id");
    }

    /** That {@code appointment_date} is what the clock at the office shows. */
    void dateIsOnTheWall(AppointmentId id, Instant start, ZoneId zone) {
        assertThat(jdbc.sql("SELECT appointment_date FROM appointment WHERE id = ?")
                        .param(id.value())
                        .query(LocalDateTime.class)
                        .single())
                .isEqualTo(start.atZone(zone).toLocalDateTime());
    }

    private void calendarAgreesWithAppointments(Owner owner, String column) {
        Map<LocalDate, BitSet> expected = new HashMap<>();
        List<TimeRange> times = jdbc.sql("""
                        SELECT starts_at, ends_at FROM appointment WHERE %s = ? AND status <> 'cancelled'""".formatted(column))
                .param(owner.id())
                .query((row, n) -> new TimeRange(
                        UtcTime.toInstant(row.getObject(1, LocalDateTime.class)),
                        UtcTime.toInstant(row.getObject(2, LocalDateTime.class))))
                .list();
        for (TimeRange time : times) {
            for (Ticks.OnDay part : Ticks.of(time)) {
                BitSet day = expected.computeIfAbsent(part.day(), d -> new BitSet());
                assertThat(day.get(part.from(), part.to()).isEmpty())
                        .as("no two appointments overlap")
                        .isTrue();
                day.set(part.from(), part.to());
            }
        }
        Map<LocalDate, BitSet> stored = new HashMap<>();
        jdbc.sql("SELECT day, busy FROM calendar_day WHERE owner_kind = ? AND owner_id = ?")
                .params(owner.kind().code, owner.id())
                .query(row -> {
                    BitSet busy = BitSet.valueOf(row.getBytes(2));
                    if (!busy.isEmpty()) {
                        stored.put(row.getObject(1, LocalDate.class), busy);
                    }
                });
        assertThat(stored).isEqualTo(expected);
    }
}
