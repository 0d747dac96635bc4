package dev.outpatient.accounts;

import dev.outpatient.accounts.Staff.Member;
import dev.outpatient.accounts.StaffFilter.State;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Like;
import dev.outpatient.shared.ListQuery;
import dev.outpatient.shared.Listing;
import dev.outpatient.shared.Role;
import dev.outpatient.shared.Rows;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of the list of those who work for the clinic, who stand in two tables. */
@Repository
class StaffListRepository {

    /** With the state as a number, in the order in which the list has them; nothing of a password but whether there is one. */
    private static final String MEMBERS = Stream.of(Role.ADMIN, Role.DOCTOR)
            .map(role -> """
                    SELECT '%1$s' AS kind, t.id, t.name, t.email,
                      CASE WHEN t.password IS NULL THEN 0 ELSE 1 END AS active,
                      CASE WHEN s.disabled_at IS NOT NULL THEN %3$d WHEN t.password IS NULL THEN %2$d ELSE %4$d END AS stands
                    FROM %1$s t LEFT JOIN account_state s ON s.role = '%1$s' AND s.person_id = t.id
                    """.formatted(
                            role.word(), State.INVITED.ordinal(), State.DISABLED.ordinal(), State.ACTIVE.ordinal()))
            .collect(Collectors.joining("UNION ALL "));

    private final JdbcClient jdbc;

    StaffListRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Rows<Member> list(StaffFilter filter, Listing<StaffOrder> listing) {
        Map<String, Object> params = new HashMap<>();
        StringBuilder from = new StringBuilder(" FROM (" + MEMBERS + ") m WHERE 1 = 1");
        if (filter.words() != null && !filter.words().isBlank()) {
            from.append(
                    " AND (LOWER(m.name) LIKE LOWER(:words) ESCAPE '!' OR LOWER(m.email) LIKE LOWER(:words) ESCAPE '!')");
            params.put("words", Like.contains(filter.words()));
        }
        if (filter.role() != null) {
            from.append(" AND m.kind = :kind");
            params.put("kind", filter.role().word());
        }
        if (filter.state() != null) {
            from.append(" AND m.stands = :stands");
            params.put("stands", filter.state().ordinal());
        }
        return ListQuery.page(
                jdbc,
                "SELECT m.kind, m.id, m.name, m.email, m.active, m.stands",
                from.toString(),
                order(listing),
                params,
                listing,
                (row, n) -> new Member(
                        new Actor(Role.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)), row.getLong("id")),
                        row.getString("name"),
                        row.getString("email"),
                        row.getInt("active") == 1,
                        row.getInt("stands") != State.DISABLED.ordinal()));
    }

    /** What is not known comes last in either direction, and those that are equal by name. */
    private static String order(Listing<StaffOrder> listing) {
        return " ORDER BY "
                + switch (listing.sort()) {
                    case STATUS -> "m.stands" + listing.direction();
                    case NAME -> "LOWER(m.name)" + listing.direction();
                    case ROLE -> "m.kind" + listing.direction();
                    case EMAIL -> "m.email IS NULL, LOWER(m.email)" + listing.direction();
                }
                + ", m.name, m.kind, m.id";
    }
}
