package dev.outpatient.directory;

import dev.outpatient.shared.Like;
import dev.outpatient.shared.ListQuery;
import dev.outpatient.shared.Listing;
import dev.outpatient.shared.Rows;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of the list of offices for admins. */
@Repository
class OfficeListRepository {

    private static final String DOCTORS = "(SELECT COUNT(*) FROM office_doctor_association a WHERE a.office_id = o.id)";

    private final JdbcClient jdbc;

    OfficeListRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Rows<OfficeLine> list(OfficeFilter filter, Listing<OfficeOrder> listing) {
        Map<String, Object> params = new HashMap<>();
        StringBuilder from = new StringBuilder(" FROM office o WHERE 1 = 1");
        contains(from, params, "name", filter.name());
        contains(from, params, "city", filter.city());
        contains(from, params, "state", filter.state());
        return ListQuery.page(
                jdbc,
                "SELECT " + OfficeRepository.COLUMNS + ", " + DOCTORS + " AS doctors",
                from.toString(),
                order(listing),
                params,
                listing,
                (row, n) -> new OfficeLine(OfficeRepository.office(row, n), row.getLong("doctors")));
    }

    /** What is not known comes last in either direction, and those that are equal by name. */
    private static String order(Listing<OfficeOrder> listing) {
        String direction = listing.descending() ? " DESC" : "";
        return " ORDER BY "
                + switch (listing.sort()) {
                    case NAME -> "LOWER(o.name)" + direction;
                    case CITY -> "o.city IS NULL, LOWER(o.city)" + direction;
                    case STATE -> "o.state IS NULL, LOWER(o.state)" + direction;
                    case DOCTORS -> "doctors" + direction;
                }
                + ", o.name, o.id";
    }

    /** @param column one of this class's own words */
    private static void contains(StringBuilder sql, Map<String, Object> params, String column, @Nullable String part) {
        if (part != null && !part.isBlank()) {
            sql.append(" AND LOWER(o.")
                    .append(column)
                    .append(") LIKE LOWER(:")
                    .append(column)
                    .append(") ESCAPE '!'");
            params.put(column, Like.contains(part));
        }
    }
}
