package dev.outpatient.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.scheduling.BusyDays.Owner;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.TimeRange;
import dev.outpatient.shared.UtcTime;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Recomputes a doctor's bitmaps from the appointments. */
final class CalendarCheck {

    private final JdbcClient jdbc;

    CalendarCheck(ApplicationContext program) {
        this.jdbc = program.getBean(JdbcClient.class);
    }

    void calendarAgreesWithAppointments(DoctorId doctor) {
        Map<LocalDate, BitSet> expected = new HashMap<>();
        List<TimeRange> times = jdbc.sql("""
                        SELECT starts_at, ends_at FROM appointment WHERE doctor_id = ? AND status <> 'cancelled'""")
                .param(doctor.value())
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
                .params(Owner.Kind.DOCTOR.code, doctor.value())
                .query(row -> {
                    BitSet busy = BitSet.valueOf(row.getBytes(2));
                    if (!busy.isEmpty()) {
                        stored.put(row.getObject(1, LocalDate.class), busy);
                    }
                });
        assertThat(stored).isEqualTo(expected);
    }
}
