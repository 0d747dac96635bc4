package dev.outpatient.scheduling;

import dev.outpatient.shared.ListQuery;
import dev.outpatient.shared.Listing;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Rows;
import dev.outpatient.shared.UtcTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of the closure table. */
@Repository
class ClosureRepository {

    private final JdbcClient jdbc;

    ClosureRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The dates from one on.
     *
     * @param offices of which, or null for all
     */
    Map<OfficeId, Set<LocalDate>> from(@Nullable Collection<OfficeId> offices, LocalDate from) {
        Map<OfficeId, Set<LocalDate>> closed = new HashMap<>();
        if (offices != null && offices.isEmpty()) {
            return closed;
        }
        var sql = jdbc.sql("SELECT office_id, closed_on FROM closure WHERE closed_on >= :from"
                        + (offices == null ? "" : " AND office_id IN (:ids)"))
                .param("from", from);
        if (offices != null) {
            sql = sql.param("ids", offices.stream().map(OfficeId::value).toList());
        }
        sql.query(row -> {
            closed.computeIfAbsent(new OfficeId(row.getLong(1)), o -> new HashSet<>())
                    .add(row.getObject(2, LocalDate.class));
        });
        return closed;
    }

    /** The offices' closures from one date to another, both included, in order. */
    List<Closure> list(Collection<OfficeId> offices, LocalDate from, LocalDate to) {
        if (offices.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        SELECT id, office_id, closed_on, name FROM closure
                        WHERE office_id IN (:ids) AND closed_on BETWEEN :from AND :to ORDER BY closed_on, office_id""")
                .param("ids", offices.stream().map(OfficeId::value).toList())
                .param("from", from)
                .param("to", to)
                .query(ClosureRepository::closure)
                .list();
    }

    /** @param year of the dates, or null for all that there ever were */
    Rows<Closure> list(OfficeId office, @Nullable Integer year, Listing<ClosureOrder> listing) {
        Map<String, Object> params = new HashMap<>();
        params.put("office", office.value());
        String from = " FROM closure WHERE office_id = :office";
        if (year != null) {
            from += " AND closed_on BETWEEN :first AND :last";
            params.put("first", LocalDate.of(year, 1, 1));
            params.put("last", LocalDate.of(year, 12, 31));
        }
        String order = switch (listing.sort()) {
            case DATE -> "closed_on";
            case NAME -> "LOWER(name)";
        };
        return ListQuery.page(
                jdbc,
                "SELECT id, office_id, closed_on, name",
                from,
                "ORDER BY " + order + listing.direction() + ", closed_on",
                params,
                listing,
                ClosureRepository::closure);
    }

    /** The years in which an office is or was closed, the latest first. */
    List<Integer> years(OfficeId office) {
        return jdbc.sql("SELECT DISTINCT YEAR(closed_on) AS closed_in FROM closure WHERE office_id = ?"
                        + " ORDER BY closed_in DESC")
                .param(office.value())
                .query(Integer.class)
                .list();
    }

    Optional<Closure> find(OfficeId office, long id) {
        return jdbc.sql("SELECT id, office_id, closed_on, name FROM closure WHERE id = ? AND office_id = ?")
                .params(id, office.value())
                .query(ClosureRepository::closure)
                .optional();
    }

    /** Closes the office on a date, or gives the closure that is there another name. */
    void put(OfficeId office, LocalDate date, String name, Instant now) {
        jdbc.sql("""
                        INSERT INTO closure (office_id, closed_on, name, created_at) VALUES (?, ?, ?, ?)
                        ON DUPLICATE KEY UPDATE name = VALUES(name)""").params(office.value(), date, name, UtcTime.toColumn(now)).update();
    }

    void delete(OfficeId office, long id) {
        jdbc.sql("DELETE FROM closure WHERE id = ? AND office_id = ?")
                .params(id, office.value())
                .update();
    }

    private static Closure closure(ResultSet row, int n) throws SQLException {
        return new Closure(
                row.getLong("id"),
                new OfficeId(row.getLong("office_id")),
                row.getObject("closed_on", LocalDate.class),
                row.getString("name"));
    }
}
