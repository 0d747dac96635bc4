package dev.outpatient.scheduling;

import dev.outpatient.shared.OfficeId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of the booking_rules table. */
@Repository
class RulesRepository {

    private final JdbcClient jdbc;

    RulesRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The rules of those offices that have some of their own.
     *
     * @param offices of which, or null for all
     */
    Map<OfficeId, BookingRules> byOffice(@Nullable Collection<OfficeId> offices) {
        Map<OfficeId, BookingRules> rules = new HashMap<>();
        if (offices != null && offices.isEmpty()) {
            return rules;
        }
        var sql = jdbc.sql("""
                SELECT office_id, notice_minutes, horizon_days, cancel_notice_minutes, buffer_minutes, max_upcoming
                FROM booking_rules""" + (offices == null ? "" : " WHERE office_id IN (:ids)"));
        if (offices != null) {
            sql = sql.param("ids", offices.stream().map(OfficeId::value).toList());
        }
        sql.query(row -> {
            rules.put(
                    new OfficeId(row.getLong(1)),
                    new BookingRules(
                            Duration.ofMinutes(row.getInt(2)),
                            Duration.ofDays(row.getInt(3)),
                            Duration.ofMinutes(row.getInt(4)),
                            Duration.ofMinutes(row.getInt(5)),
                            row.getInt(6)));
        });
        return rules;
    }

    void put(OfficeId office, BookingRules rules) {
        jdbc.sql("DELETE FROM booking_rules WHERE office_id = ?")
                .param(office.value())
                .update();
        jdbc.sql("""
                        INSERT INTO booking_rules (office_id, notice_minutes, horizon_days, cancel_notice_minutes,
                                                   buffer_minutes, max_upcoming)
                        VALUES (?, ?, ?, ?, ?, ?)""")
                .params(
                        office.value(),
                        rules.notice().toMinutes(),
                        rules.horizon().toDays(),
                        rules.cancelNotice().toMinutes(),
                        rules.buffer().toMinutes(),
                        rules.maxUpcoming())
                .update();
    }
}
