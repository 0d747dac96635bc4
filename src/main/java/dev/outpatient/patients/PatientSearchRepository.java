package dev.outpatient.patients;

import dev.outpatient.shared.Like;
import dev.outpatient.shared.ListQuery;
import dev.outpatient.shared.Listing;
import dev.outpatient.shared.Rows;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL by which admins find patients. */
@Repository
class PatientSearchRepository {

    /** Whatever divides the digits, so that 617-555 0123 is found as 6175550123. */
    private static final String DIGITS = "REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE("
            + "p.phone, ' ', ''), '-', ''), '(', ''), ')', ''), '.', ''), '/', ''), '+', '')";

    private final JdbcClient jdbc;

    PatientSearchRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Rows<Patient> list(PatientFilter filter, Listing<PatientOrder> listing) {
        Map<String, Object> params = new HashMap<>();
        StringBuilder from = new StringBuilder(" FROM patient p WHERE 1 = 1");
        appendWords(from, params, filter);
        if (filter.born() != null) {
            from.append(" AND p.date_of_birth = :born");
            params.put("born", filter.born());
        }
        return ListQuery.page(
                jdbc,
                "SELECT " + PatientRepository.COLUMNS,
                from.toString(),
                order(listing),
                params,
                listing,
                PatientRepository::patient);
    }

    private static void appendWords(StringBuilder sql, Map<String, Object> params, PatientFilter filter) {
        String words = filter.words() == null ? "" : filter.words().strip().toLowerCase(Locale.ROOT);
        if (words.isEmpty()) {
            return;
        }
        switch (filter.kind()) {
            case EMAIL -> {
                sql.append(" AND LOWER(p.email) LIKE LOWER(:email) ESCAPE '!'");
                params.put("email", Like.contains(words));
            }
            case PHONE -> {
                sql.append(" AND ").append(DIGITS).append(" LIKE :digits");
                params.put("digits", "%" + filter.digits() + "%");
            }
            case NAME -> sql.append(Like.eachWord("p.name", words, params));
        }
    }

    /** What is not known comes last in either direction, and those that are equal by name. */
    private static String order(Listing<PatientOrder> listing) {
        String direction = listing.descending() ? " DESC" : "";
        return " ORDER BY "
                + switch (listing.sort()) {
                    case NAME -> "LOWER(p.name)" + direction;
                    case BORN -> "p.date_of_birth IS NULL, p.date_of_birth" + direction;
                    case CITY -> "p.city IS NULL, LOWER(p.city)" + direction;
                }
                + ", p.name, p.id";
    }
}
