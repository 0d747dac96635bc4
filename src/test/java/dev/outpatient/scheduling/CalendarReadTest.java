package dev.outpatient.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.Engine;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The days that a search reads on H2 are looked up by their key, however many years of them there are. */
class CalendarReadTest {

    private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");

    /** Long after the days of any other test, which share the table. */
    private static final LocalDate FIRST = LocalDate.of(2190, 1, 1);

    private static final int DAYS = 300;

    @Test
    void daysOfOtherWeeksAreNotRead() {
        List<Long> owners = LongStream.rangeClosed(900_001, 900_010).boxed().toList();
        Engine.H2
                .bean(JdbcTemplate.class)
                .batchUpdate(
                        "INSERT INTO calendar_day (owner_kind, day, owner_id, busy) VALUES (?, ?, ?, ?)",
                        owners.stream()
                                .flatMap(owner -> FIRST.datesUntil(FIRST.plusDays(DAYS))
                                        .map(day -> new Object[] {
                                            BusyDays.Owner.Kind.DOCTOR.code, day, owner, new byte[BusyDays.BYTES]
                                        }))
                                .toList());
        try {
            LocalDate from = FIRST.plusDays(100);
            LocalDate to = from.plusDays(6);
            String plan = Engine.H2
                    .bean(JdbcClient.class)
                    .sql("EXPLAIN ANALYZE " + CalendarRepository.READ)
                    .param("kind", BusyDays.Owner.Kind.DOCTOR.code)
                    .param("first", from)
                    .param("last", to)
                    .param("days", from.datesUntil(to.plusDays(1)).toList())
                    .param("ids", owners)
                    .query(String.class)
                    .single();
            Matcher scanned = SCANNED.matcher(plan);
            assertThat(scanned.find()).as(plan).isTrue();
            assertThat(Integer.parseInt(scanned.group(1))).as(plan).isBetween(7 * owners.size(), 7 * owners.size() + 1);
        } finally {
            Engine.H2
                    .bean(JdbcClient.class)
                    .sql("DELETE FROM calendar_day WHERE owner_id IN (:ids)")
                    .param("ids", owners)
                    .update();
        }
    }
}
