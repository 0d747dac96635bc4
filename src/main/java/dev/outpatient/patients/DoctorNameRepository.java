package dev.outpatient.patients;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What doctors are called, where patients are told who used their record. */
@Repository
class DoctorNameRepository {

    private final JdbcClient jdbc;

    DoctorNameRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By id; who is gone has no name. */
    Map<Long, String> ofDoctors(Collection<Long> ids) {
        Map<Long, String> names = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql("SELECT id, name FROM doctor WHERE id IN (:ids)")
                    .param("ids", ids)
                    .query(row -> {
                        names.put(row.getLong("id"), row.getString("name"));
                    });
        }
        return names;
    }
}
