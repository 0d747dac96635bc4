package dev.outpatient.scheduling;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.outpatient.scheduling.WatchedDay.Kind;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The SQL that sums days up: of each one line, whoever looks at it, read by the indexes that the day itself is read by.
 * Nothing is written for it, so bookings cost what they did.
 */
@Repository
class DayVersionRepository {

    /** Who has a schedule. */
    record Owner(Kind kind, long id) {

        static Owner of(DoctorId doctor) {
            return new Owner(Kind.DOCTOR, doctor.value());
        }

        static Owner of(OfficeId office) {
            return new Owner(Kind.OFFICE, office.value());
        }
    }

    /**
     * What the days hold.
     *
     * @param visits of the days that have some
     * @param stamps of the schedules that ever changed
     */
    record State(Map<WatchedDay, String> visits, Map<Owner, Long> stamps) {}

    /** What of a statement: owners whose day or, without a date, whose schedule is wanted. */
    private record Part(Kind kind, @Nullable LocalDate date, List<Long> owners) {}

    /** As MariaDB looks lists of 1,000 up by another way. */
    private static final int OWNERS_PER_PART = 400;

    private static final int PARTS_PER_STATEMENT = 30;

    private final JdbcClient jdbc;

    DayVersionRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    State read(Collection<WatchedDay> days, Collection<Owner> schedules) {
        List<Part> parts = new ArrayList<>();
        days.stream()
                .collect(groupingBy(day -> Map.entry(day.kind(), day.date()), mapping(WatchedDay::ownerId, toList())))
                .forEach((of, owners) -> addParts(of.getKey(), of.getValue(), owners, parts));
        schedules.stream()
                .collect(groupingBy(Owner::kind, mapping(Owner::id, toList())))
                .forEach((kind, owners) -> addParts(kind, null, owners, parts));
        State state = new State(new HashMap<>(), new HashMap<>());
        for (int from = 0; from < parts.size(); from += PARTS_PER_STATEMENT) {
            read(parts.subList(from, Math.min(from + PARTS_PER_STATEMENT, parts.size())), state);
        }
        return state;
    }

    private void read(List<Part> parts, State state) {
        List<String> selects = new ArrayList<>();
        Map<String, Object> params = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            params.put("owners" + i, part.owners());
            if (part.date() != null) {
                String number = Integer.toString(i);
                AppointmentRepository.onDate(part.date()).forEach((name, value) -> params.put(name + number, value));
            }
            selects.add(select(i, part));
        }
        jdbc.sql(String.join(" UNION ALL ", selects)).params(params).query(row -> {
            Part part = parts.get(row.getInt(1));
            long owner = row.getLong(2);
            if (part.date() == null) {
                state.stamps().put(new Owner(part.kind(), owner), row.getLong(3));
            } else {
                // As text: sums have no upper end.
                state.visits()
                        .put(
                                new WatchedDay(part.kind(), owner, part.date()),
                                row.getString(3) + '.' + row.getString(4));
            }
        });
    }

    /**
     * Who comes shows in the sum of the ids. Each change of one of these raises its version, and so the sum of the
     * products.
     */
    private static String select(int i, Part part) {
        if (part.date() == null) {
            return """
                    SELECT %1$d, owner_id, stamp, 0 FROM schedule_stamp
                    WHERE owner_kind = %2$d AND owner_id IN (:owners%1$d)""".formatted(i, part.kind().code);
        }
        return """
                SELECT %1$d, %2$s, SUM(id), SUM(id * version) FROM appointment
                WHERE %2$s IN (:owners%1$d) AND appointment_date >= :from%1$d AND appointment_date < :to%1$d
                  AND starts_at >= :earliest%1$d AND starts_at < :latest%1$d
                GROUP BY %2$s""".formatted(i, part.kind().column);
    }

    private static void addParts(Kind kind, @Nullable LocalDate date, List<Long> owners, List<Part> parts) {
        for (int from = 0; from < owners.size(); from += OWNERS_PER_PART) {
            parts.add(new Part(kind, date, owners.subList(from, Math.min(from + OWNERS_PER_PART, owners.size()))));
        }
    }
}
