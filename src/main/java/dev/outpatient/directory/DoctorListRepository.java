package dev.outpatient.directory;

import dev.outpatient.shared.ListQuery;
import dev.outpatient.shared.Listing;
import dev.outpatient.shared.Rows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of the list of doctors for admins. */
@Repository
class DoctorListRepository {

    private final JdbcClient jdbc;

    DoctorListRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The doctors without their offices. */
    Rows<DoctorLine> list(DoctorFilter filter, Listing<DoctorOrder> listing) {
        Map<String, Object> params = new HashMap<>();
        StringBuilder from = new StringBuilder();
        DoctorRepository.appendFilter(from, params, filter);
        return ListQuery.page(
                jdbc,
                "SELECT d.id, d.name, d.avatar_url, d.specialty, d.version, d.email, d.phone, d.license_number",
                from.toString(),
                order(listing),
                params,
                listing,
                (row, n) -> {
                    Doctor doctor = DoctorRepository.doctor(row, n);
                    DoctorDetails details = new DoctorDetails(
                            doctor.name(),
                            doctor.avatarUrl(),
                            row.getString("email"),
                            row.getString("phone"),
                            doctor.specialty(),
                            row.getString("license_number"));
                    return new DoctorLine(doctor, details, List.of());
                });
    }

    /** What is not known comes last in either direction, and those that are equal by name. */
    private static String order(Listing<DoctorOrder> listing) {
        String direction = listing.descending() ? " DESC" : "";
        return " ORDER BY "
                + switch (listing.sort()) {
                    case NAME -> "LOWER(d.name)" + direction;
                    case SPECIALTY -> "LOWER(d.specialty)" + direction;
                    case LICENSE -> "d.license_number IS NULL, LOWER(d.license_number)" + direction;
                }
                + ", d.name, d.id";
    }
}
