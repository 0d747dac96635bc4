package dev.outpatient.prescriptions;

import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.UtcTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of the prescribed_medicine table. */
@Repository
class MedicineRepository {

    private static final int LONGEST_KEY = 190;
    private static final int LONGEST = 500;
    private static final int BATCH = 500;

    private record Key(long doctor, String name) {}

    private record Count(Key key, Medication medication, int times, Instant lastAt) {
        Count plus(Count other) {
            Count later = other.lastAt.isBefore(lastAt) ? this : other;
            return new Count(key, later.medication, times + other.times, later.lastAt);
        }
    }

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    MedicineRepository(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /** Counts what was prescribed. Rows are written in key order, so that two at once wait for each other in one. */
    void count(List<Prescription> prescriptions) {
        Map<String, Count> counts = new TreeMap<>();
        for (Prescription prescription : prescriptions) {
            for (Medication medication : prescription.medication()) {
                Key key = new Key(prescription.doctorId().value(), key(medication.name()));
                if (!key.name().isEmpty()) {
                    counts.merge(
                            "%020d %s".formatted(key.doctor(), key.name()),
                            new Count(key, medication, 1, prescription.prescribedAt()),
                            Count::plus);
                }
            }
        }
        template.batchUpdate("""
                        INSERT INTO prescribed_medicine (doctor_id, name_key, name, dosage, times, last_at)
                        VALUES (?, ?, ?, ?, ?, ?)
                        ON DUPLICATE KEY UPDATE
                          times = times + VALUES(times), name = VALUES(name), dosage = VALUES(dosage),
                          last_at = VALUES(last_at)""", counts.values(), BATCH, (row, count) -> {
            row.setLong(1, count.key().doctor());
            row.setString(2, count.key().name());
            row.setString(3, cut(count.medication().name(), LONGEST));
            row.setString(4, cut(count.medication().dosage(), LONGEST));
            row.setInt(5, count.times());
            row.setObject(6, UtcTime.toColumn(count.lastAt()));
        });
    }

    /**
     * Names that begin with what was typed, or hold a word that does: those that the doctor writes most, then those that
     * others do.
     */
    List<Suggestion> search(DoctorId doctor, String typed, int limit) {
        String key = MedicineName.plain(typed).replaceAll("[%_\\\\]", "");
        List<Suggestion> found = new ArrayList<>(jdbc.sql("""
                        SELECT name, dosage, TRUE AS own FROM prescribed_medicine
                        WHERE doctor_id = :doctor AND (name_key LIKE :begin OR name_key LIKE :word)
                        ORDER BY times DESC, name_key LIMIT :limit""")
                .param("doctor", doctor.value())
                .param("begin", key + "%")
                .param("word", "% " + key + "%")
                .param("limit", limit)
                .query(Suggestion.class)
                .list());
        if (found.size() < limit && !key.isEmpty()) {
            found.addAll(jdbc.sql("""
                            SELECT MIN(name) AS name, MIN(dosage) AS dosage, FALSE AS own FROM prescribed_medicine
                            WHERE name_key LIKE :begin OR name_key LIKE :word
                            GROUP BY name_key ORDER BY SUM(times) DESC, name_key LIMIT :limit""")
                    .param("begin", key + "%")
                    .param("word", "% " + key + "%")
                    .param("limit", limit)
                    .query(Suggestion.class)
                    .list());
        }
        Map<String, Suggestion> distinct = new LinkedHashMap<>();
        found.forEach(suggestion -> distinct.putIfAbsent(key(suggestion.name()), suggestion));
        return distinct.values().stream().limit(limit).toList();
    }

    private static String key(String name) {
        return cut(MedicineName.plain(name), LONGEST_KEY);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
