package dev.outpatient.directory;

import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.Like;
import dev.outpatient.shared.ListQuery;
import dev.outpatient.shared.Listing;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Rows;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of the list of who works where. */
@Repository
class WorkplaceRepository {

    /** Who works where, by their numbers. */
    record Association(DoctorId doctor, OfficeId office) {}

    private final JdbcClient jdbc;

    WorkplaceRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Rows<Association> list(WorkplaceFilter filter, Listing<WorkplaceOrder> listing) {
        Map<String, Object> params = new HashMap<>();
        StringBuilder from = new StringBuilder("""
                 FROM office_doctor_association a JOIN doctor d ON d.id = a.doctor_id JOIN office o ON o.id = a.office_id
                WHERE 1 = 1""");
        if (filter.words() != null && !filter.words().isBlank()) {
            from.append(
                    " AND (LOWER(d.name) LIKE LOWER(:words) ESCAPE '!' OR LOWER(o.name) LIKE LOWER(:words) ESCAPE '!')");
            params.put("words", Like.contains(filter.words()));
        }
        if (filter.specialty() != null && !filter.specialty().isBlank()) {
            from.append(" AND LOWER(d.specialty) = LOWER(:specialty)");
            params.put("specialty", filter.specialty().strip());
        }
        if (filter.city() != null && !filter.city().isBlank()) {
            from.append(" AND LOWER(o.city) LIKE LOWER(:city) ESCAPE '!'");
            params.put("city", Like.contains(filter.city()));
        }
        return ListQuery.page(
                jdbc,
                "SELECT a.doctor_id, a.office_id",
                from.toString(),
                order(listing),
                params,
                listing,
                (row, n) -> new Association(
                        new DoctorId(row.getLong("doctor_id")), new OfficeId(row.getLong("office_id"))));
    }

    /** What is not known comes last in either direction, and those that are equal by names. */
    private static String order(Listing<WorkplaceOrder> listing) {
        return " ORDER BY "
                + switch (listing.sort()) {
                    case DOCTOR -> "LOWER(d.name)" + listing.direction();
                    case SPECIALTY -> "LOWER(d.specialty)" + listing.direction();
                    case OFFICE -> "LOWER(o.name)" + listing.direction();
                    case CITY -> "o.city IS NULL, LOWER(o.city)" + listing.direction();
                }
                + ", d.name, d.id, o.name, o.id";
    }
}
